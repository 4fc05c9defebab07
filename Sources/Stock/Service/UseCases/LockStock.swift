import Transactions
import WebAPI

/// `POST /stock/lock`: goods are kept for somebody, for a while.
///
/// For one line: begin, claim, facts, lock rows, change, insert the lock, outbox, complete the
/// claim, audit, commit: 10 round trips to MariaDB; one to Redis before and one after.
enum LockStock {
  struct Request: RequestBody {
    let number: String
    /// Nil: the one of the caller's organisation.
    let warehouseID: Int64?
    /// 0: until it is released.
    let seconds: Int
    let lines: [StockLine]

    init(from fields: inout Fields) {
      number = fields.referenceNumber()
      warehouseID = fields.optionalID("warehouse_id")
      seconds = fields.optionalCount("ttl_seconds", 0...31_536_000) ?? 900
      lines = fields.list("lines", LockLineRequest.self, RequestLimits.documentLines).map(\.line)
    }
  }

  static func run(_ call: Call, _ request: Request) throws -> Recorded<LockAnswer> {
    let warehouse = try call.warehouse(request.warehouseID, for: .sale)
    do {
      return try lock(request, in: warehouse, call)
    } catch let problem as Problem {
      guard problem.kind == .documentConflict, request.warehouseID == nil else { throw problem }
      // Another warehouse may be assigned by now than when this lock was taken.
      let places = try call.named(request.number) {
        try LockStore.places(of: $0, owner: .api, on: call.database)
      }
      guard
        let first = places.first(where: { $0.organisationID == call.caller.organisationID }),
        first.warehouseID != warehouse
      else { throw problem }
      return try lock(request, in: first.warehouseID, call)
    }
  }

  private static func lock(
    _ request: Request, in warehouse: Int64, _ call: Call
  ) throws -> Recorded<LockAnswer> {
    let lines = try request.lines.summed()
    let contents = DocumentContents.text(
      ["\(warehouse)", "\(request.seconds)"], lines)
    let organisation = call.caller.organisationID
    return try call.once(
      "stock.lock", request.number, scope: .organisation(organisation), contents: contents,
      again: {
        LockAnswer(
          request.number,
          try call.named(request.number) {
            try LockStore.state(of: $0, organisation: organisation, on: call.database)
          })
      }
    ) {
      let hold = try call.telling(request.lines) {
        try SoldOutGate.guarding(
          lines, warehouse: warehouse, facts: { try call.facts(of: request.lines) }, in: call
        ) {
          try StockLocks.hold(
            lines, warehouse: warehouse, facts: call.facts(of: request.lines), on: call.database)
        }
      }
      let record = try StockLocks.record(
        hold, reference: request.number, owner: .api, organisation: organisation,
        expiresInSeconds: request.seconds == 0 ? nil : request.seconds, on: call.database)
      try call.publish([record.event], hold.balances)
      return LockAnswer(request.number, record.expiresAt, hold)
    }
  }
}
