import MariaDBClient
import Synchronization
import Testing

@testable import Transactions
@testable import WebAPI

/// Aim: what the database undid is done again, from the beginning, and shows once.
@Suite struct RetryTests {
  /// Two transactions lock two rows in opposite order, each holding its first when it asks for the
  /// other's.
  @Test func aDeadlockIsRunAgain() throws {
    let (one, two) = (Fresh.number(), Fresh.number())
    try CallStores.rows("INSERT INTO note (id, n) VALUES (\(one), 0), (\(two), 0)")
    let gates = [Gate(), Gate()]
    let (runs, committed) = (Tally(), Tally())
    let firstRuns = [Tally(), Tally()]
    let centre = InProcessCentre.posting { call, body in
      let side = body.n == 0 ? 0 : 1
      runs.add()
      call.afterCommit { _ in committed.add() }
      let rows = side == 0 ? [one, two] : [two, one]
      try Note.raise(rows[0], call)
      if firstRuns[side].add() == 1 {
        gates[side].open()
        gates[1 - side].pass()
      }
      try Note.raise(rows[1], call)
      return Note(id: body.id, n: body.n)
    }
    let before = Transaction.retries.value
    let threads = try [0, 1].map { side in
      let worker = try centre.worker()
      return Running { worker.answer(.note(1, Int64(side), key: Fresh.key())) }
    }
    for thread in threads {
      let reply = try #require(thread.result())
      #expect(reply.status == 200)
      #expect(!reply.isReplayed)
    }
    #expect(runs.value == 3)
    #expect(committed.value == 2)
    #expect(try Note.stored(one) == 2)
    #expect(try Note.stored(two) == 2)
    #expect(Transaction.retries.value > before)
  }

  @Test func whoNeverGetsThroughIsToldToComeBack() throws {
    let runs = Tally()
    let centre = InProcessCentre.posting { call, body in
      runs.add()
      try Note.insert(body.id, body.n, call)
      throw DatabaseError.undone(statement: "test")
    }
    let id = Fresh.number()
    let reply = try centre.answer(.note(id, key: Fresh.key()))
    #expect(reply.status == 503)
    #expect(reply.error == "unavailable")
    #expect(reply.headers["Retry-After"] == "1")
    #expect(runs.value == 5)
    #expect(try Note.stored(id) == nil)
    #expect(try CallStores.audited(reply) == [])
  }

  /// A run that learnt something is run anew with it; nothing of the first is left.
  @Test func aRunAnewKnowsWhatTheLastOneLearnt() throws {
    let committed = Mutex<[Int]>([])
    let centre = InProcessCentre.posting { call, body in
      let run = call.excluded.count
      call.afterCommit { _ in committed.withLock { $0.append(run) } }
      try Note.insert(body.id, Int64(run), call)
      guard run == 3 else {
        call.excluded.insert(Int64(run))
        throw RunAnew()
      }
      return Note(id: body.id, n: Int64(run))
    }
    let id = Fresh.number()
    #expect(try centre.answer(.note(id, key: Fresh.key())).n == 3)
    #expect(try Note.stored(id) == 3)
    #expect(committed.withLock { $0 } == [3])
  }

  @Test func runsAnewEnd() throws {
    let runs = Tally()
    let centre = InProcessCentre.posting { _, _ in
      runs.add()
      throw RunAnew()
    }
    #expect(try centre.answer(.note(1)).status == 500)
    #expect(runs.value == 51)
  }
}
