package import MariaDBClient

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
