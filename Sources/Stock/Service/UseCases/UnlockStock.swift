import StockDomain
import Transactions
import WebAPI

/// `POST /stock/unlock`: locked goods are free again, all or some.
///
/// Everything can be released only once. Some of it needs a number, so that a repeat releases no
/// more: `unlock_no`, or the client's `Idempotency-Key`. 8 round trips: begin, lock the lock, lock
/// rows, change, write the lock, outbox, audit, commit; 2 more with a number; 4 when nothing is
/// held.
enum UnlockStock {
  struct Request: RequestBody {
    let number: String
    /// Whose lock, where several have its number.
    let organisationID: Int64?
    /// Nil: everything.
    let lines: [StockLine]?
    /// The release's own number.
    let unlockNumber: String?

    init(from fields: inout Fields) {
      number = fields.code("ref_no", 1...100)
      organisationID = fields.optionalID("org_id")
      lines = fields.optionalList("lines", LockLineRequest.self, RequestLimits.documentLines)?
        .map(\.line)
      unlockNumber = fields.optionalCode("unlock_no", 1...64)
    }
  }

  static func run(_ call: Call, _ request: Request) throws -> Recorded<UnlockAnswer> {
    let lines = try request.lines?.summed()
    guard let number = request.unlockNumber else {
      return Recorded(try release(call, request, lines))
    }
    let contents = DocumentContents.text(
      [request.number, lines == nil ? "all" : "some"], lines ?? [])
    let place = try LockAccess.place(of: request.number, of: request.organisationID, call)
    let organisation = place?.organisationID ?? 0
    let scope = DocumentScope.organisation(
      organisation > 0 ? organisation : call.caller.organisationID)
    return try call.once("stock.unlock", number, scope: scope, contents: contents) {
      try release(call, request, lines)
    }
  }

  private static func release(
    _ call: Call, _ request: Request, _ lines: [StockLine]?
  ) throws -> UnlockAnswer {
    let lock = try LockAccess.take(request.number, of: request.organisationID, call)
    let parts =
      if let lines { lock.holding.atMost(try lines.totals()) } else { lock.holding.all() }
    let release = try StockLocks.release(parts, of: lock, as: .released, on: call.database)
    if let event = release.event { try call.publish([event], release.balances) }
    return UnlockAnswer(request.number, release.released)
  }
}
