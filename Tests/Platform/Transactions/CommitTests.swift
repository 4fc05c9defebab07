import MariaDBClient
import StoreKit
import Testing

@testable import Transactions
@testable import WebAPI

/// Aim: an answer is what the database holds, also when the commit's own answer was lost.
@Suite struct CommitTests {
  /// A line to the database that can be cut, for the work of one test.
  private final class Line: @unchecked Sendable {
    let proxy: SocketProxy
    /// Where it is cut, at the commit of the first run.
    let cut: SocketProxy.Cut
    let isForGood: Bool
    let runs = Tally()
    let committed = Tally()

    init(_ cut: SocketProxy.Cut, forGood isForGood: Bool = false) throws {
      let server = try CallStores.shared.get().server
      proxy = try SocketProxy(
        path: "\(server.folder)/proxy\(Fresh.number())", to: server.socket)
      self.cut = cut
      self.isForGood = isForGood
    }

    /// Work whose first run's commit meets the cut.
    var centre: InProcessCentre {
      .posting { [self] call, body in
        let run = runs.add()
        call.afterCommit { [self] _ in committed.add() }
        try Note.insert(body.id, Int64(run), call)
        if run == 1 {
          if isForGood { proxy.isOpen = false }
          proxy.cut(cut, at: "COMMIT")
        }
        return Note(id: body.id, n: Int64(run))
      }
    }

    func worker() throws -> InProcessWorker {
      try centre.worker { $0.endpoints = [.socket(proxy.path)] }
    }
  }

  @Test(arguments: [nil, Fresh.key()])
  func aCommitThatWasDoneIsAnswered(key: String?) throws {
    let line = try Line(.after)
    let request = Request.note(Fresh.number(), key: key)
    let reply = try line.worker().answer(request)
    #expect(reply.status == 200)
    #expect(reply.n == 1)
    #expect(line.runs.value == 1)
    #expect(line.committed.value == 1)
    #expect(try CallStores.audited(reply) == [key == nil ? "200" : "200 keyed"])
  }

  @Test(arguments: [nil, Fresh.key()])
  func aCommitThatWasUndoneIsRunAgain(key: String?) throws {
    let line = try Line(.before)
    let id = Fresh.number()
    let reply = try line.worker().answer(.note(id, key: key))
    #expect(reply.status == 200)
    #expect(reply.n == 2)
    #expect(try Note.stored(id) == 2)
    #expect(line.runs.value == 2)
    #expect(line.committed.value == 1)
    #expect(try CallStores.audited(reply) == [key == nil ? "200" : "200 keyed"])
  }

  /// The store stays away: nobody knows, and the key finds it out.
  @Test(arguments: [SocketProxy.Cut.before, .after])
  func aCommitThatNobodyKnowsOfIsSaidToBe(cut: SocketProxy.Cut) throws {
    let line = try Line(cut, forGood: true)
    let id = Fresh.number()
    let request = Request.note(id, key: Fresh.key())
    let worker = try line.worker()
    let reply = worker.answer(request)
    #expect(reply.status == 504)
    #expect(reply.error == "outcome.unknown")
    #expect(reply.headers["Retry-After"] == "2")
    #expect(line.committed.value == 0)
    line.proxy.isOpen = true
    let again = worker.answer(request)
    #expect(again.status == 200)
    #expect(again.isReplayed == (cut == .after))
    #expect(try Note.stored(id) == (cut == .after ? 1 : 2))
  }

  /// A connection that is lost before its commit: known to be undone, and run once more.
  @Test func aConnectionLostInTheWorkIsMadeAnew() throws {
    let runs = Tally()
    let centre = InProcessCentre.posting { call, body in
      let run = runs.add()
      try Note.insert(body.id, Int64(run), call)
      if run == 1 {
        let id = try call.database.administer("SELECT CONNECTION_ID()")[0][0] ?? ""
        try CallStores.rows("KILL CONNECTION \(id)")
      }
      return Note(id: body.id, n: Int64(run))
    }
    let id = Fresh.number()
    #expect(try centre.answer(.note(id, key: Fresh.key())).n == 2)
    #expect(try Note.stored(id) == 2)
  }

  @Test func aStoreThatIsAwayIsUnavailable() throws {
    let line = try Line(.before)
    let worker = try line.worker()
    line.proxy.isOpen = false
    worker.stores.database.close()
    let reply = worker.answer(.note(Fresh.number(), key: Fresh.key()))
    #expect(reply.status == 503)
    #expect(reply.error == "unavailable")
    #expect(reply.headers["Retry-After"] == "1")
    #expect(line.runs.value == 0)
  }

  /// On a cluster another node may still finish the commit: a row takes its number, so that the
  /// cluster refuses it, before the work is done again.
  @Test func aClustersUndoneCommitIsShutOut() throws {
    let line = try Line(.before)
    let server = try CallStores.shared.get().server
    let id = Fresh.number()
    let worker = try line.centre.worker {
      $0 = DatabaseOptions(
        endpoints: [.socket(line.proxy.path), .socket(server.socket)], user: $0.user,
        database: $0.database)
    }
    let reply = worker.answer(.note(id))
    #expect(reply.status == 200)
    #expect(try Note.stored(id) == 2)
    #expect(try CallStores.audited(reply).sorted() == ["200", "503"])
  }
}
