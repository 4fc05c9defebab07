import MariaDBClient
import Testing

@testable import Transactions
@testable import WebAPI

/// Aim: of two that are sent at the same time one works; the other gets its answer, or is told that
/// it still runs.
@Suite struct TwinTests {
  /// A centre whose work, begun, waits for `gate`.
  private func centre(_ runs: Tally, began: Gate, gate: Gate) -> InProcessCentre {
    .posting { call, body in
      let run = runs.add()
      try Note.insert(body.id, body.n, call)
      began.open()
      gate.pass()
      return Note(id: body.id, n: Int64(run))
    }
  }

  @Test func theTwinGetsTheFirstAnswer() throws {
    let (runs, began, gate) = (Tally(), Gate(), Gate())
    let centre = centre(runs, began: began, gate: gate)
    let request = Request.note(Fresh.number(), key: Fresh.key())
    let (one, other) = (try centre.worker(), try centre.worker())
    let first = Running { one.answer(request) }
    began.pass()
    let second = Running { other.answer(request) }
    try CallStores.awaitLockWait(of: other)
    gate.open()
    let (answer, twin) = (try #require(first.result()), try #require(second.result()))
    #expect(answer.status == 200)
    #expect(!answer.isReplayed)
    #expect(twin.isReplayed)
    #expect(twin.body == answer.body)
    #expect(runs.value == 1)
  }

  @Test func aTwinThatWaitsTooLongIsToldSo() throws {
    let (runs, began, gate) = (Tally(), Gate(), Gate())
    let centre = centre(runs, began: began, gate: gate)
    let request = Request.note(Fresh.number(), key: Fresh.key())
    let (one, other) = (try centre.worker(), try centre.worker { $0.lockWaitSeconds = 1 })
    let first = Running { one.answer(request) }
    began.pass()
    let twin = other.answer(request)
    #expect(twin.status == 409)
    #expect(twin.error == "idempotency.in_progress")
    #expect(twin.headers["Retry-After"] == "1")
    gate.open()
    #expect(first.result()?.status == 200)
    // What it was told is not kept.
    let later = other.answer(request)
    #expect(later.status == 200)
    #expect(later.isReplayed)
    #expect(runs.value == 1)
  }

  /// The first fails and leaves nothing behind: the twin, which waited for it, does the work.
  @Test func aTwinOfAFailureDoesTheWork() throws {
    let (runs, began, gate) = (Tally(), Gate(), Gate())
    let centre = InProcessCentre.posting { call, body in
      let run = runs.add()
      try Note.insert(body.id, body.n, call)
      if run == 1 {
        began.open()
        gate.pass()
        throw Problem(.unavailable)
      }
      return Note(id: body.id, n: Int64(run))
    }
    let request = Request.note(Fresh.number(), key: Fresh.key())
    let (one, other) = (try centre.worker(), try centre.worker())
    let first = Running { one.answer(request) }
    began.pass()
    let second = Running { other.answer(request) }
    try CallStores.awaitLockWait(of: other)
    gate.open()
    #expect(first.result()?.status == 503)
    let twin = try #require(second.result())
    #expect(twin.status == 200)
    #expect(!twin.isReplayed)
    #expect(twin.n == 2)
  }
}
