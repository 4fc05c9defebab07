import StockDomain
import WebAPI

/// `POST /stock/unlock`: locked goods are free again, all or some.
///
/// It needs no natural key: what is not held any more cannot be released again. 8 round trips:
/// begin, lock the lock, lock rows, change, write the lock, outbox, audit, commit; 4 when nothing
/// is held.
enum UnlockStock {
  struct Request: RequestBody {
    let number: String
    /// Nil: everything.
    let lines: [StockLine]?

    init(from fields: inout Fields) {
      number = fields.text("ref_no", 1...100)
      lines = fields.optionalList("lines", LockLineRequest.self, RequestLimits.documentLines)?
        .map(\.line)
    }
  }

  static func run(_ call: Call, _ request: Request) throws -> UnlockAnswer {
    let lock = try LockAccess.take(request.number, call)
    let parts =
      if let lines = request.lines {
        lock.holding.atMost(try lines.totals())
      } else {
        lock.holding.all()
      }
    let release = try StockLocks.release(parts, of: lock, as: .released, on: call.database)
    if let event = release.event { try call.publish([event], release.balances) }
    return UnlockAnswer(request.number, release.released)
  }
}
