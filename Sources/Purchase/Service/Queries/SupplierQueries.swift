/// Reads suppliers.
enum SupplierQueries {
  private static let readSQL = SQL(
    "purchase_supplier.read",
    "SELECT \(SupplierStore.columns) FROM purchase_supplier s WHERE s.supplier_id = ?")
  private static let listSQL = ListSQL(
    "purchase_supplier.list", select: SupplierStore.columns,
    """
    FROM purchase_supplier s \
    WHERE (? IS NULL OR s.code LIKE ? OR s.name LIKE ?) AND (? IS NULL OR s.status = ?)
    """,
    orders: [
      "-created_at": "s.supplier_id DESC", "created_at": "s.supplier_id",
      "code": "s.code", "-code": "s.code DESC",
    ])

  static func supplier(_ supplierID: Int64, on database: DatabaseConnection) throws -> Supplier {
    guard let found = try database.first(readSQL, [.int(supplierID)], SupplierStore.supplier) else {
      throw PurchaseRefusal.supplierNotFound
    }
    return found
  }

  /// `GET /po/supplier/list`: the keyword is a part of the code or of the name.
  static func list(_ call: Call, _ filter: SupplierFilter) throws -> Page<Supplier> {
    let part = SQLValue.containing(filter.keyword)
    return try listSQL.page(
      filter.listing, [part, part, part] + .filters(filter.status?.rawValue), on: call.database,
      SupplierStore.supplier)
  }
}
