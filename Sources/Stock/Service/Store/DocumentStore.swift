/// A goods document that was written.
struct PostedDocument {
  let reference: StockReference
  let documentID: Int64
  let originDocumentID: Int64?
  /// The moment by which periods and reports go.
  let occurredAt: Instant
}

/// The table `stock_document`, for writing.
enum DocumentStore {
  private static let insertSQL = SQLSeries("stock_document.insert") { count in
    """
    INSERT INTO stock_document (ref_type, ref_no, direction, warehouse_id, org_id, origin_type, \
    origin_no, origin_document_id, user_id, request_id, occurred_at) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", count))
    """
  }

  private static let idsSQL = SQLList("stock_document.ids") { count in
    """
    SELECT ref_type, ref_no, direction, origin_no, document_id FROM stock_document \
    WHERE ref_no IN (\(SQLSeries.repeated("?", count))) AND document_id >= ? \
    ORDER BY document_id DESC
    """
  }

  /// Goods come back from what they left by, which is no return itself.
  private static let originSQL = SQL(
    "stock_document.origin",
    """
    SELECT MIN(document_id) FROM stock_document WHERE ref_no = ? AND ref_type = ? \
    AND direction = 'out' AND origin_no IS NULL
    """)

  /// Writes the documents, each with its first move, as of `now` where they have no date of their
  /// own. 1 round trip, 2 for several; 1 more for each return whose origin is known by its number
  /// alone.
  static func insert(
    _ documents: [(reference: StockReference, first: MoveStore.Draft)], now: Instant,
    on database: DatabaseConnection
  ) throws -> [PostedDocument] {
    var written: [PostedDocument] = []
    written.reserveCapacity(documents.count)
    for range in insertSQL.chunks(of: documents.count) {
      let origins = try documents[range].map { (document) throws(DatabaseError) in
        try originID(of: document.reference, on: database)
      }
      let values = zip(documents[range], origins).flatMap { document, origin in
        Self.values(of: document.reference, origin, document.first, now)
      }
      let first = try database.execute(insertSQL[range.count], values).lastInsertID
      let keys = documents[range].map(key)
      let ids = try ids(first, keys, on: database)
      for ((document, origin), key) in zip(zip(documents[range], origins), keys) {
        guard let id = ids[key] else { throw StockInvariantError.rowsVanished }
        written.append(
          PostedDocument(
            reference: document.reference, documentID: id, originDocumentID: origin,
            occurredAt: document.reference.occurredAt ?? now))
      }
    }
    return written
  }

  /// What tells the documents of one transaction apart: what a production order makes comes in
  /// under the number under which its material leaves.
  private static func key(_ document: (reference: StockReference, first: MoveStore.Draft))
    -> [String?]
  {
    let reference = document.reference
    return [
      reference.type.rawValue, reference.number,
      DocumentDirection(reference.type, document.first.quantity).rawValue,
      reference.origin?.number,
    ]
  }

  /// The ids of the rows just written, which only the server knows when there are several.
  private static func ids(
    _ first: Int64, _ keys: [[String?]], on database: DatabaseConnection
  ) throws(DatabaseError) -> [[String?]: Int64] {
    if keys.count == 1 { return [keys[0]: first] }
    let rows = try database.query(idsSQL[keys.count], keys.map { .of($0[1]) } + [.int(first)]) {
      row throws(DatabaseError) in
      ([try row.text(), try row.text(), try row.text(), try row.textOrNil()], try row.int())
    }
    // The lowest is the transaction's own, should somebody have used a number after it.
    return Dictionary(rows, uniquingKeysWith: { $1 })
  }

  private static func values(
    of reference: StockReference, _ origin: Int64?, _ first: MoveStore.Draft, _ now: Instant
  ) -> [SQLValue] {
    [
      .text(reference.type.rawValue), .text(reference.number),
      .text(DocumentDirection(reference.type, first.quantity).rawValue),
      .int(first.balance.warehouseID), .int(reference.organisationID),
      .of(reference.origin?.type.rawValue), .of(reference.origin?.number), .of(origin),
      .int(reference.userID), .text(reference.requestID),
      .of(reference.occurredAt ?? now),
    ]
  }

  private static func originID(
    of reference: StockReference, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64? {
    guard let origin = reference.origin else { return nil }
    if let known = origin.documentID { return known }
    guard reference.type == .return else { return nil }
    return try database.first(
      originSQL, [.text(origin.number), .text(origin.type.rawValue)]
    ) { row throws(DatabaseError) in try row.intOrNil() } ?? nil
  }
}
