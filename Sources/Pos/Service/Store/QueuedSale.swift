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
    status = try row.choice()
    payload = try row.bytesOrNil() ?? []
    userID = try row.int()
    requestID = try row.text()
  }
}

/// Why a sale is parked: a stable name, and what exactly.
struct ParkedFault: Sendable {
  let name: String
  let detail: String?

  init(_ fault: SyncFault, detail: String? = nil) {
    name = fault.rawValue
    self.detail = detail
  }

  /// Another centre's refusal.
  init(_ refusal: any ProblemConvertible) {
    name = refusal.problem.kind.name
    detail = refusal.problem.kind.english
  }

  /// As much of it as its column holds.
  var storedDetail: String? { detail.map { String($0.unicodeScalars.prefix(200)) } }
}
