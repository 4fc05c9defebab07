import Kernel
import MariaDBClient
import PurchaseDomain
import WebAPI

/// `GET /po/supplier/list`: the keyword is a part of the code or of the name.
enum SupplierList {
  private static let conditions = """
    (? IS NULL OR s.code LIKE ? OR s.name LIKE ?) AND (? IS NULL OR s.status = ?)
    """
  private static let countSQL = SQL(
    "purchase_supplier.count", "SELECT COUNT(*) FROM purchase_supplier s WHERE \(conditions)")
  private static let listSQL: [String: SQL] = {
    func statement(_ name: StaticString, _ order: String) -> SQL {
      SQL(
        name,
        """
        SELECT \(SupplierStore.columns) FROM purchase_supplier s WHERE \(conditions) \
        ORDER BY \(order) LIMIT ? OFFSET ?
        """)
    }
    return [
      "-created_at": statement("purchase_supplier.list_newest", "s.supplier_id DESC"),
      "created_at": statement("purchase_supplier.list_oldest", "s.supplier_id"),
      "code": statement("purchase_supplier.list_by_code", "s.code"),
      "-code": statement("purchase_supplier.list_by_code_down", "s.code DESC"),
    ]
  }()

  static func read(_ call: Call, _ query: SupplierListQuery) throws -> Page<Supplier> {
    let page = query.listing.page
    let key = (query.listing.isDescending ? "-" : "") + query.listing.sort
    let part = SQLValue.of(query.keyword.map(containing))
    let status = SQLValue.of(query.status?.rawValue)
    let values = [part, part, part, status, status]
    let total = try call.database.first(countSQL, values) { row throws(DatabaseError) in
      try row.int(0)
    }
    guard let total, total > page.offset, let sql = listSQL[key] else {
      return Page([], of: total ?? 0, page)
    }
    let rows = try call.database.query(
      sql, values + [.of(page.size), .of(page.offset)], SupplierStore.supplier)
    return Page(rows, of: total, page)
  }

  /// A LIKE pattern for texts that contain `part`, which may hold the pattern's own signs.
  private static func containing(_ part: String) -> String {
    var pattern = "%"
    for scalar in part.unicodeScalars {
      if scalar == "%" || scalar == "_" || scalar == "\\" { pattern.unicodeScalars.append("\\") }
      pattern.unicodeScalars.append(scalar)
    }
    return pattern + "%"
  }
}
