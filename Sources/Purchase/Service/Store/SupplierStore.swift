import MariaDBClient
import PurchaseDomain

/// The table `purchase_supplier`.
enum SupplierStore {
  static let columns = """
    s.supplier_id, s.code, s.name, s.contact, s.phone, s.status, s.created_at, s.version
    """
  private static let readSQL = SQL(
    "purchase_supplier.read",
    "SELECT \(columns) FROM purchase_supplier s WHERE s.supplier_id = ?")
  private static let lockSQL = SQL(
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
    version = version + 1 WHERE supplier_id = ?
    """)

  static func supplier(
    _ supplierID: Int64, on database: DatabaseConnection
  ) throws -> Supplier {
    guard let found = try database.first(readSQL, [.int(supplierID)], supplier) else {
      throw PurchaseRefusal.supplierNotFound
    }
    return found
  }

  /// The same, its row locked until the transaction ends.
  static func lock(_ supplierID: Int64, on database: DatabaseConnection) throws -> Supplier {
    guard let found = try database.first(lockSQL, [.int(supplierID)], supplier) else {
      throw PurchaseRefusal.supplierNotFound
    }
    return found
  }

  /// Writes a supplier and returns its id.
  static func insert(
    _ request: CreateSupplierRequest, by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(
      insertSQL,
      [
        .text(request.code), .text(request.name), .of(request.contact), .of(request.phone),
        .int(userID),
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
        .text(supplier.status.rawValue), .int(supplier.supplierID),
      ])
  }

  static func supplier(_ row: borrowing Row) throws(DatabaseError) -> Supplier {
    Supplier(
      supplierID: try row.int(), code: try row.text(), name: try row.text(),
      contact: try row.textOrNil(), phone: try row.textOrNil(),
      status: try StoredChoice.read(row.text()), createdAt: try row.instant(),
      version: try row.int())
  }
}

/// A stored code as its enumeration; the columns hold nothing else.
enum StoredChoice {
  static func read<Choice: RawRepresentable<String>>(
    _ text: String
  ) throws(DatabaseError) -> Choice {
    if let choice = Choice(rawValue: text) { return choice }
    throw DatabaseError.unreadable("purchase.read", "unknown code \(text)")
  }
}
