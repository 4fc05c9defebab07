/// Reads of goods documents that others build upon. They lock nothing.
enum DocumentQueries {
  private static let othersSQL = SQL(
    "stock_document.other_places",
    """
    SELECT DISTINCT warehouse_id FROM stock_document WHERE ref_no = ? AND ref_type = ? \
    AND direction = ? AND user_id = ? AND warehouse_id <> ? LIMIT 20
    """)

  /// Receipts of purchase orders go back by `/po/return` alone, which counts them.
  private static let receiptsSQL = SQL(
    "stock_document.purchases",
    """
    SELECT document_id, org_id, warehouse_id FROM stock_document WHERE ref_no = ? \
    AND ref_type = 'purchase' AND direction = 'in' AND origin_no IS NULL ORDER BY document_id
    """)

  private static let overdrawnSQL = SQL(
    "stock_document.overdrawn",
    """
    SELECT m.sku_id FROM stock_move m JOIN stock_document d ON d.document_id = m.document_id \
    WHERE d.document_id = ? OR d.origin_document_id = ? \
    GROUP BY m.sku_id HAVING SUM(m.quantity) < 0 ORDER BY m.sku_id
    """)

  private static let salesSQL = SQLList("stock_move.sales") { count in
    """
    SELECT DISTINCT ref_no FROM stock_move \
    WHERE ref_type = 'sale' AND ref_no IN (\(SQLSeries.repeated("?", count)))
    """
  }

  /// Where else a user has posted a document of that number. 1 round trip.
  static func otherPlaces(
    _ number: String, _ type: StockReferenceType, _ direction: DocumentDirection, by userID: Int64,
    than warehouse: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64] {
    try database.query(
      othersSQL,
      [
        .text(number), .text(type.rawValue), .text(direction.rawValue), .int(userID),
        .int(warehouse),
      ]
    ) { row throws(DatabaseError) in try row.int() }
  }

  /// The receipts of purchase of a number, whoever sees them. 1 round trip.
  static func receipts(
    _ number: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> [DocumentCandidate] {
    try database.query(receiptsSQL, [.text(number)]) { row throws(DatabaseError) in
      DocumentCandidate(
        documentID: try row.int(), organisationID: try row.intOrNil(),
        warehouseID: try row.int())
    }
  }

  /// The SKUs of which more has gone back than a receipt brought. 1 round trip.
  static func overdrawn(
    _ documentID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64] {
    try database.query(overdrawnSQL, [.int(documentID), .int(documentID)]) {
      row throws(DatabaseError) in try row.int()
    }
  }

  /// Those of the sales whose goods have left. 1 round trip for up to 20.
  static func issuedSales(
    among numbers: [String], on database: DatabaseConnection
  ) throws(DatabaseError) -> Set<String> {
    Set(try database.query(salesSQL, in: numbers) { row throws(DatabaseError) in try row.text() })
  }
}
