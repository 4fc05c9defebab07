import Kernel
import MariaDBClient

/// A goods document that was written.
struct PostedDocument {
  let reference: StockReference
  let documentID: Int64
  let originDocumentID: Int64?
  /// The moment by which periods and reports go.
  let occurredAt: Instant
}

/// The table `stock_document`.
enum DocumentStore {
  /// What a document did, seen as a whole.
  enum Direction: String {
    case `in`
    case out
    case transfer
    case count

    init(_ type: StockReferenceType, _ quantity: Quantity) {
      self =
        switch type {
        case .transfer: .transfer
        case .count: .count
        default: quantity.isNegative ? .out : .in
        }
    }
  }

  private static let insertSQL = SQLSeries("stock_document.insert") { count in
    """
    INSERT INTO stock_document (ref_type, ref_no, direction, warehouse_id, org_id, origin_type, \
    origin_no, origin_document_id, user_id, request_id, occurred_at) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, COALESCE(?, NOW(6)))", count)) \
    RETURNING document_id, occurred_at
    """
  }

  /// Goods come back from what they left by, which is no return itself.
  private static let originSQL = SQL(
    "stock_document.origin",
    """
    SELECT MIN(document_id) FROM stock_document WHERE ref_no = ? AND ref_type = ? \
    AND direction = 'out' AND origin_no IS NULL
    """)

  /// Writes the documents, each with its first move. 1 round trip for up to 20; 1 more for each
  /// return whose origin is known by its number alone.
  static func insert(
    _ documents: [(reference: StockReference, first: MoveStore.Draft)],
    on connection: DatabaseConnection
  ) throws -> [PostedDocument] {
    var written: [PostedDocument] = []
    written.reserveCapacity(documents.count)
    for range in insertSQL.chunks(of: documents.count) {
      let origins = try documents[range].map { (document) throws(DatabaseError) in
        try originID(of: document.reference, on: connection)
      }
      let values = zip(documents[range], origins).flatMap { document, origin in
        Self.values(of: document.reference, origin, document.first)
      }
      // They come back in the order in which they were written.
      let rows = try connection.query(insertSQL[range.count], values) {
        (row) throws(DatabaseError) in (try row.int(0), try row.instant(1))
      }
      guard rows.count == range.count else { throw StockFault.rowsVanished }
      for ((document, origin), row) in zip(zip(documents[range], origins), rows) {
        written.append(
          PostedDocument(
            reference: document.reference, documentID: row.0, originDocumentID: origin,
            occurredAt: row.1))
      }
    }
    return written
  }

  private static func values(
    of reference: StockReference, _ origin: Int64?, _ first: MoveStore.Draft
  ) -> [SQLValue] {
    [
      .text(reference.type.rawValue), .text(reference.number),
      .text(Direction(reference.type, first.quantity).rawValue),
      .int(first.balance.warehouseID), .int(reference.organisationID),
      .of(reference.origin?.type.rawValue), .of(reference.origin?.number), .of(origin),
      .int(reference.userID), .text(reference.requestID), .of(reference.occurredAt),
    ]
  }

  private static func originID(
    of reference: StockReference, on connection: DatabaseConnection
  ) throws(DatabaseError) -> Int64? {
    guard let origin = reference.origin else { return nil }
    if let known = origin.documentID { return known }
    guard reference.type == .return else { return nil }
    return try connection.first(
      originSQL, [.text(origin.number), .text(origin.type.rawValue)]
    ) { (row) throws(DatabaseError) in try row.intOrNil(0) } ?? nil
  }
}
