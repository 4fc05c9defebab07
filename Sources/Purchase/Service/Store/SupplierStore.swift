/// The table `purchase_supplier`.
enum SupplierStore {
  static let columns = """
    s.supplier_id, s.code, s.name, s.contact, s.phone, s.status, s.created_at, s.version
    """
  private static let forUpdateSQL = SQL(
    "purchase_supplier.lock",
    "SELECT \(columns) FROM purchase_supplier s WHERE s.supplier_id = ? FOR UPDATE")
  private static let insertSQL = SQL(
    "purchase_supplier.insert",
    """
    INSERT INTO purchase_supplier (code, name, contact, phone, created_by) VALUES (?, ?, ?, ?, ?)
    """)
  private static let updateSQL = SQL(
    "purchase_supplier.update",
    """
    UPDATE purchase_supplier SET code = ?, name = ?, contact = ?, phone = ?, status = ?, \
    version = ? WHERE supplier_id = ?
    """)

  /// The supplier, its row locked until the transaction ends.
  static func forUpdate(_ supplierID: Int64, on database: DatabaseConnection) throws -> Supplier {
    guard let found = try database.first(forUpdateSQL, [.int(supplierID)], supplier)
    else {
      throw PurchaseRefusal.supplierNotFound
    }
    return found
  }

  /// Writes a supplier and returns its id.
  static func insert(
    code: String, name: String, contact: String?, phone: String?, by userID: Int64,
    on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(
      insertSQL,
      [
        .text(code), .text(name), .of(contact), .of(phone), .int(userID),
      ]
    ).lastInsertID
  }

  /// Writes what the supplier shall be; the caller has its row locked.
  static func update(
    _ supplier: Supplier, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      updateSQL,
      [
        .text(supplier.code), .text(supplier.name), .of(supplier.contact), .of(supplier.phone),
        .text(supplier.status.rawValue), .int(supplier.version), .int(supplier.id),
      ])
  }

  static func supplier(_ row: borrowing Row) throws(DatabaseError) -> Supplier {
    Supplier(
      id: try row.int(), code: try row.text(), name: try row.text(),
      contact: try row.textOrNil(), phone: try row.textOrNil(), status: try row.choice(),
      createdAt: try row.instant(), version: try row.int())
  }
}
