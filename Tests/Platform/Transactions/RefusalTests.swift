import RedisClient
import Testing

@testable import Transactions
@testable import WebAPI

/// Aim: a refusal undoes the work, stands in the audit log, and, with a key, is kept.
@Suite struct RefusalTests {
  private func centre(_ problem: Problem) -> InProcessCentre {
    .posting { call, body in
      try Note.insert(body.id, body.n, call)
      throw problem
    }
  }

  @Test(arguments: [nil, Fresh.key()])
  func itsWorkIsUndone(key: String?) throws {
    let id = Fresh.number()
    let reply = try centre(Problem(.refused)).answer(.note(id, key: key))
    #expect(reply.status == 409)
    #expect(try Note.stored(id) == nil)
    #expect(try CallStores.audited(reply) == [key == nil ? "409" : "409 keyed"])
    let kept = try CallStores.number(
      """
      SELECT COUNT(response) FROM api_call WHERE request_id = '\(reply.requestID)'
      """)
    #expect(kept == (key == nil ? 0 : 1))
  }

  @Test(arguments: [nil, Fresh.key()])
  func workThatIsKeptStays(key: String?) throws {
    let id = Fresh.number()
    let centre = centre(Problem(.refused, keepsWork: true))
    let reply = try centre.answer(.note(id, 6, key: key))
    #expect(reply.status == 409)
    #expect(try Note.stored(id) == 6)
    #expect(try CallStores.audited(reply) == [key == nil ? "409" : "409 keyed"])
    // A repeat under the key does not work again: a second row of that id would be an error.
    let again = try centre.answer(.note(id, 6, key: key))
    #expect(again.status == (key == nil ? 500 : 409))
  }

  @Test func whatIsNotAuditedLeavesNoRow() throws {
    let id = Fresh.number()
    let centre = centre(Problem(.rateLimited, retryAfter: 9, isAudited: false))
    let reply = try centre.answer(.note(id))
    #expect(reply.status == 429)
    #expect(reply.headers["Retry-After"] == "9")
    #expect(try CallStores.audited(reply) == [])
    #expect(try Note.stored(id) == nil)
  }

  @Test func anUnexpectedErrorLeavesNothing() throws {
    struct Surprise: Error {}
    let id = Fresh.number()
    let centre = InProcessCentre.posting { call, body in
      try Note.insert(body.id, body.n, call)
      throw Surprise()
    }
    let worker = try centre.worker()
    let reply = worker.answer(.note(id))
    #expect(reply.status == 500)
    #expect(reply.error == "internal")
    #expect(!worker.stores.database.inTransaction)
    #expect(try Note.stored(id) == nil)
    #expect(try CallStores.audited(reply) == [])
  }

  /// What follows a commit is done once, and only then; what follows the end is done always.
  @Test(arguments: [0, 200, 409, 503])
  func followsACommitOrAnEnd(status: Int) throws {
    let (committed, ended) = ("committed-\(Fresh.number())", "ended-\(Fresh.number())")
    let (runs, open) = (Tally(), Tally())
    let centre = InProcessCentre.posting { call, body in
      call.afterCommit { _ = try? $0.command(["INCR", .text(committed)]) }
      call.afterEnd {
        if call.database.inTransaction { open.add() }
        _ = try? $0.command(["INCR", .text(ended)])
      }
      // The first run is refused in the middle of nowhere.
      if runs.add() == 1, status == 0 { throw RunAnew() }
      if status == 409 { throw Problem(.refused) }
      if status == 503 { throw Problem(.unavailable) }
      return Note(id: body.id, n: body.n)
    }
    let worker = try centre.worker()
    #expect(worker.answer(.note(1)).status == (status == 0 ? 200 : status))
    func count(_ name: String) throws -> RedisReply {
      try worker.stores.redis.command(["GET", .text(name)])
    }
    let isDone = status == 0 || status == 200
    #expect(try count(committed) == (isDone ? .string(Array("1".utf8)) : .null))
    #expect(try count(ended) == .string(Array((status == 0 ? "2" : "1").utf8)))
    #expect(open.value == 0)
    // A later call of the same worker brings nothing of it along.
    let other = InProcessCentre.posting { _, body in Note(id: body.id, n: body.n) }
    #expect(try other.answer(.note(1)).status == 200)
  }
}
