import JSONCoding
import MariaDBClient

/// Where coupons hold: stores as a JSON list, NULL for the whole house.
enum StoreList {
  static func read(_ bytes: [UInt8]?) throws(DatabaseError) -> Set<Int64> {
    guard let bytes else { return [] }
    guard let root = try? JSONDocument(parsing: bytes).root, root.kind == .array else {
      throw DatabaseError.unreadable("coupon_template.stores", "no list of stores")
    }
    return Set(root.elements.compactMap { $0.integer() })
  }

  static func stored(_ stores: Set<Int64>) -> SQLValue {
    if stores.isEmpty { return .null }
    return .text("[" + stores.sorted().map(String.init).joined(separator: ",") + "]")
  }
}
