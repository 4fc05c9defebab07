package import MariaDBClient

/// A filter on a set of ids, however many, in one constant text: a caller's organisations, or the
/// warehouses that it sees.
///
/// Three forms stand in the text, and the optimiser drops those whose value is NULL. One id is an
/// equality, whose index also gives the order; a few are ranges of an index; more than that are
/// looked for row by row.
package enum IDFilter {
  /// Ids that are ranges; the last is repeated to fill them up.
  private static let few = 32

  /// The condition on a column, for the values of `anyOf`.
  package static func condition(_ column: String) -> String {
    """
    (? IS NULL OR \(column) = ?) \
    AND (? IS NULL OR \(column) IN (\(SQLSeries.repeated("?", few)))) \
    AND (? IS NULL OR FIND_IN_SET(\(column), ?))
    """
  }

  /// The values of `condition`: every row for nil, none for an empty list.
  package static func values(_ ids: [Int64]?) -> [SQLValue] {
    guard let ids else { return values() }
    switch ids.count {
    case 1: return values(one: .int(ids[0]))
    case 2...few:
      let padded = ids + Array(repeating: ids[ids.count - 1], count: few - ids.count)
      return values(some: padded.map { .int($0) })
    default: return values(many: .text(ids.map(String.init).joined(separator: ",")))
    }
  }

  private static func values(
    one: SQLValue = .null, some: [SQLValue] = Array(repeating: .null, count: few),
    many: SQLValue = .null
  ) -> [SQLValue] {
    [one, one, some[0]] + some + [many, many]
  }
}

extension [SQLValue] {
  /// The values of `IDFilter.condition`.
  package static func anyOf(_ ids: [Int64]?) -> [SQLValue] { IDFilter.values(ids) }
}

extension [SQLValue] {
  /// Each value twice, as `(? IS NULL OR column = ?)` takes it.
  package static func filters(_ values: any SQLConvertible...) -> [SQLValue] {
    values.flatMap { [$0.sqlValue, $0.sqlValue] }
  }
}

extension SQLValue {
  /// A LIKE pattern for texts that contain `part`, which may hold the pattern's own signs; NULL
  /// for nil.
  package static func containing(_ part: String?) -> SQLValue {
    guard let part else { return .null }
    var pattern = "%"
    for scalar in part.unicodeScalars {
      if scalar == "%" || scalar == "_" || scalar == "\\" { pattern.unicodeScalars.append("\\") }
      pattern.unicodeScalars.append(scalar)
    }
    return .text(pattern + "%")
  }
}
