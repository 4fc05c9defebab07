import Foundation
import Kernel
import MariaDBClient
import Testing

@testable import Transactions
@testable import WebAPI

/// Aim: no document is dated where none may be (contract part 2, section A, "document date").
/// One test: closed periods are one for a process.
@Suite struct DocumentDateTests {
  struct DatedRequest: RequestBody {
    let occurredAt: Instant?

    init(from fields: inout Fields) { occurredAt = fields.occurredAt() }
  }

  /// Answers the seconds since 1970 that the document is dated at; 0 for "now".
  private let centre = InProcessCentre([
    .post("/note", .authenticated, "Date 记账", body: DatedRequest.self) { call, body in
      Note(id: 1, n: try call.documentDate(body.occurredAt)?.seconds ?? 0)
    }
  ])

  private func date(_ time: Instant?, permissions: String = "*") throws -> Reply {
    var request = Request(time.map { #"{"occurred_at":"\#($0.rfc3339)"}"# } ?? "{}")
    request.permissions = permissions
    return try centre.answer(request)
  }

  @Test func datesAreHeldToTheirBounds() throws {
    let now = Instant.now()
    let tooFarAhead = try date(now.adding(seconds: 700))
    #expect(tooFarAhead.status == 400)
    #expect(tooFarAhead.fields == ["occurred_at"])
    // A clock that is a little ahead: dated when it is written.
    #expect(try date(now.adding(seconds: 500)).n == 0)
    let recent = now.subtracting(seconds: 3000)
    #expect(try date(recent, permissions: "stock.move").n == recent.seconds)
    let old = now.subtracting(seconds: 5000)
    let forbidden = try date(old, permissions: "stock.move")
    #expect(forbidden.status == 403)
    #expect(forbidden.details == [["permission": "stock.backdate"]])
    #expect(try date(old, permissions: "stock.move,stock.backdate").n == old.seconds)
    #expect(try date(nil).n == 0)

    // A period around `old`, that ended before now.
    let database = DatabaseConnection(settings: try CallStores.shared.get().databaseOptions)
    let (start, end) = (now.subtracting(seconds: 9000), now.subtracting(seconds: 4000))
    let period = try ClosedPeriods.close("2026-01", from: start, to: end, by: 3, on: database)
    #expect(period?.closedBy == 3)
    try awaitStatus(409, at: old)
    #expect(try date(old).error == "period.closed")
    #expect(try date(recent).status == 200)
    #expect(try date(nil).status == 200)
    // To the microsecond: its end is outside.
    #expect(try date(end).status == 200)
    #expect(try date(end.subtracting(microseconds: 1)).status == 409)
    // Closing it again changes nothing; a period that has not begun is not closed.
    #expect(
      try ClosedPeriods.close("2026-01", from: start, to: end, by: 4, on: database) == period)
    let later = now.adding(seconds: 9000)
    #expect(
      try ClosedPeriods.close(
        "2027-01", from: later, to: later.adding(seconds: 9), by: 3, on: database) == nil)
    // The current period, too, may be closed: then a document without a date is refused.
    _ = try ClosedPeriods.close(
      "2026-02", from: end, to: now.adding(seconds: 9000), by: 3, on: database)
    try awaitStatus(409, at: nil)
    #expect(try date(nil).error == "period.closed")
    #expect(try date(now.adding(seconds: 300)).error == "period.closed")
    #expect(try ClosedPeriods.list(on: database).map(\.name) == ["2026-02", "2026-01"])
    #expect(try ClosedPeriods.reopen("2026-02", on: database)?.name == "2026-02")
    #expect(try ClosedPeriods.reopen("2026-01", on: database) == period)
    #expect(try ClosedPeriods.reopen("2026-01", on: database) == nil)
    try awaitStatus(200, at: old)
    #expect(try date(nil).status == 200)
  }

  /// A process knows what is closed within a second: waits until it does.
  private func awaitStatus(_ status: Int, at time: Instant?) throws {
    let end = ContinuousClock.now + .seconds(20)
    while try date(time).status != status, ContinuousClock.now < end { usleep(50_000) }
    #expect(try date(time).status == status)
  }
}
