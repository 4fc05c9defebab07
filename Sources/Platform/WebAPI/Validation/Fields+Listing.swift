package import Kernel

/// How a list is asked for: page, size and order. Part of a query's `RequestBody`.
package struct Listing: Sendable {
  package let page: PageRequest
  /// One of the allowed names, and the direction.
  package let sort: String
  package let isDescending: Bool

  /// The order as `sort` names it, such as `-created_at`.
  package var order: String { isDescending ? "-\(sort)" : sort }
}

/// How a ledger is asked for: what comes after a cursor.
package struct LedgerPosition: Sendable {
  /// 0 for the beginning.
  package let after: Int64
  package let size: Int
}

extension Fields {
  /// `page`, `size` (≤ 200) and `sort`; the first of `sorts` is used when none is named. A
  /// leading minus in `sorts` or in the request means descending.
  package mutating func listing(sorts: [String]) -> Listing {
    let page = optionalCount("page", 1...1_000_000) ?? 1
    let size = optionalCount("size", 1...200) ?? 20
    let names = sorts.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }
    let asked = optionalText("sort", oneOf: names + names.map { "-\($0)" }) ?? sorts.first ?? ""
    let isDescending = asked.hasPrefix("-")
    let name = isDescending ? String(asked.dropFirst()) : asked
    return Listing(
      page: PageRequest(page: page, size: size) ?? .first,
      sort: names.contains(name) ? name : names.first ?? "", isDescending: isDescending)
  }

  /// `after` and `size` (≤ 200).
  package mutating func ledgerPosition() -> LedgerPosition {
    let after = optionalInteger("after", 0...Identifier.maximum) ?? 0
    let size = optionalCount("size", 1...200) ?? 20
    return LedgerPosition(after: after, size: size)
  }
}
