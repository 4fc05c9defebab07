import MariaDBClient
import PosDomain

/// One number of a device, and what became of it.
struct SyncedSale: Sendable {
  let sequence: Int64
  let status: SyncedSaleStatus
  /// As it was sent; nil for a number that was skipped before anything came.
  let clientID: String?
  /// False for a client's number that belongs to another row.
  let ownsClientID: Bool
  let contentHash: [UInt8]?
  let orderNumber: String?
  /// A stable name, for one that failed.
  let error: String?
  /// In words: what exactly failed, or why it was skipped.
  let reason: String?
  /// Of a skipped number: that it may come after all.
  let isReopened: Bool

  var known: SaleArrival.Known {
    SaleArrival.Known(
      status: status, clientID: clientID, contentHash: contentHash, isReopened: isReopened)
  }

  static let columns = """
    seq, status, client_id, client_key IS NOT NULL, content_hash, order_no, error, reason,
    reopened
    """

  init(_ row: borrowing Row) throws(DatabaseError) {
    let status = try SyncedSaleStatus(stored: try row.text(1))
    sequence = try row.int(0)
    self.status = status
    clientID = try row.textOrNil(2)
    ownsClientID = try row.bool(3)
    contentHash = try row.bytesOrNil(4)
    orderNumber = try row.textOrNil(5)
    error = try row.textOrNil(6)
    reason = try row.textOrNil(7)
    isReopened = try row.bool(8)
  }
}

/// A stored sale that is to be applied, or passed over because it is settled.
struct QueuedSale: Sendable {
  let sequence: Int64
  let status: SyncedSaleStatus
  let payload: [UInt8]
  let userID: Int64
  let requestID: String

  static let columns = "seq, status, payload, user_id, request_id"

  init(_ row: borrowing Row) throws(DatabaseError) {
    sequence = try row.int()
    status = try SyncedSaleStatus(stored: try row.text())
    payload = try row.bytesOrNil() ?? []
    userID = try row.int()
    requestID = try row.text()
  }
}

extension SyncedSaleStatus {
  /// - Throws: for a code that no version of this program wrote
  fileprivate init(stored text: String) throws(DatabaseError) {
    guard let status = SyncedSaleStatus(rawValue: text) else {
      throw DatabaseError.unreadable("pos_receipt.read", "unknown code \(text)")
    }
    self = status
  }
}
