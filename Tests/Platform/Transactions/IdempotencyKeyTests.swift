import Testing

@testable import Transactions
@testable import WebAPI

/// Aim: under one key a call is done once, whoever repeats it and however, and its first answer is
/// everybody's (contract part 2, section A, "Idempotency").
@Suite struct IdempotencyKeyTests {
  @Test func aRepeatGetsTheFirstAnswer() throws {
    let runs = Tally()
    let centre = InProcessCentre.posting { call, body in
      try Note.insert(body.id, body.n, call)
      return Note(id: body.id, n: Int64(runs.add()))
    }
    let request = Request.note(Fresh.number(), key: Fresh.key())
    let first = try centre.answer(request)
    #expect(first.status == 200)
    #expect(!first.isReplayed)
    let again = try centre.answer(request)
    #expect(again.status == 200)
    #expect(again.body == first.body)
    #expect(again.isReplayed)
    let at = try #require(again.headers["Idempotency-First-At"])
    #expect(at.hasSuffix("Z") && at.contains("T"))
    #expect(runs.value == 1)
    #expect(try CallStores.audited(first) == ["200 keyed"])
  }

  @Test func withoutAKeyEachCallIsItsOwn() throws {
    let runs = Tally()
    let centre = InProcessCentre.posting { _, body in Note(id: body.id, n: Int64(runs.add())) }
    let request = Request.note(Fresh.number())
    #expect(try centre.answer(request).n == 1)
    let second = try centre.answer(request)
    #expect(second.n == 2)
    #expect(second.headers["Idempotency-First-At"] == nil)
    #expect(try CallStores.audited(second) == ["200", "200"])
  }

  /// The key belongs to the user, and is another request's when method, address or body differ.
  @Test func aKeyIsOneRequestsOfOneUser() throws {
    let centre = InProcessCentre.posting { _, body in Note(id: body.id, n: body.n) }
    let key = Fresh.key()
    let id = Fresh.number()
    #expect(try centre.answer(.note(id, 1, key: key)).status == 200)
    let otherBody = try centre.answer(.note(id, 2, key: key))
    #expect(otherBody.status == 422)
    #expect(otherBody.error == "idempotency.mismatch")
    #expect(try CallStores.audited(otherBody) == ["422"])
    var otherPath = Request.note(id, 1, key: key)
    otherPath.path = "/other"
    #expect(try centre.answer(otherPath).status == 422)
    var otherUser = Request.note(id, 2, key: key)
    otherUser.userID = 8
    let own = try centre.answer(otherUser)
    #expect(own.status == 200)
    #expect(!own.isReplayed)
    // The first answer is as it was.
    #expect(try centre.answer(.note(id, 1, key: key)).n == 1)
  }

  @Test func aRefusalIsKeptInBothLanguages() throws {
    let runs = Tally()
    let centre = InProcessCentre.posting { call, body in
      runs.add()
      try Note.insert(body.id, body.n, call)
      var problem = Problem(.refused, retryAfter: 3)
      problem.add { $0.field("why", "so") }
      throw problem
    }
    var request = Request.note(Fresh.number(), key: Fresh.key())
    let first = try centre.answer(request)
    #expect(first.status == 409)
    #expect(first.message == "No.")
    #expect(first.headers["Retry-After"] == "3")
    request.language = "zh-CN"
    let chinese = try centre.answer(request)
    #expect(chinese.status == 409)
    #expect(chinese.isReplayed)
    #expect(chinese.message == "不。")
    #expect(chinese.details == [["why": "so"]])
    #expect(chinese.madeBy == first.requestID)
    request.language = "en"
    #expect(try centre.answer(request).body == first.body)
    #expect(runs.value == 1)
  }

  @Test func aFailureIsNotKept() throws {
    let runs = Tally()
    let centre = InProcessCentre.posting { call, body in
      try Note.insert(body.id, body.n, call)
      if runs.add() == 1 { throw Problem(.unavailable, retryAfter: 1) }
      return Note(id: body.id, n: body.n)
    }
    let request = Request.note(Fresh.number(), key: Fresh.key())
    let failed = try centre.answer(request)
    #expect(failed.status == 503)
    #expect(try CallStores.audited(failed) == [])
    let again = try centre.answer(request)
    #expect(again.status == 200)
    #expect(!again.isReplayed)
  }

  @Test(arguments: [String(repeating: "k", count: 65), "a b", "ключ"])
  func aKeyThatIsNoneIsRefused(key: String) throws {
    let runs = Tally()
    let centre = InProcessCentre.posting { _, body in Note(id: body.id, n: Int64(runs.add())) }
    let reply = try centre.answer(.note(1, key: key))
    #expect(reply.status == 400)
    #expect(reply.fields == ["Idempotency-Key"])
    #expect(runs.value == 0)
  }

  /// Answers to nobody hold tokens, which must not be stored.
  @Test func nobodyHasNoKeys() throws {
    let runs = Tally()
    let centre = InProcessCentre([
      .post("/note", .anyone, "Log in 登录", body: NoteRequest.self) { _, body in
        Note(id: body.id, n: Int64(runs.add()))
      }
    ])
    var request = Request.note(1, key: Fresh.key())
    request.userID = 0
    #expect(try centre.answer(request).n == 1)
    let second = try centre.answer(request)
    #expect(second.n == 2)
    #expect(try CallStores.audited(second) == ["200", "200"])
  }

  /// A question without a key is no call of the audit log; with one its answer is kept.
  @Test func askingIsKeptUnderAKeyAlone() throws {
    let runs = Tally()
    let centre = InProcessCentre([
      .asking("/note", .authenticated, "Price 询价", body: NoteRequest.self) { _, body in
        Note(id: body.id, n: Int64(runs.add()))
      }
    ])
    let unkeyed = try centre.answer(.note(1))
    #expect(unkeyed.n == 1)
    #expect(try CallStores.audited(unkeyed) == [])
    let keyed = Request.note(1, key: Fresh.key())
    #expect(try centre.answer(keyed).n == 2)
    #expect(try centre.answer(keyed).n == 2)
    #expect(try CallStores.audited(try centre.answer(keyed)) == ["200 keyed"])
  }

  /// Work in steps of its own is not done again for a repeat, and a refusal of a step is kept.
  @Test(arguments: [false, true])
  func stepsAreTakenOnce(areRefused: Bool) throws {
    let steps = Tally()
    let centre = InProcessCentre([
      .postInSteps(
        "/note", .authenticated, "Count 盘点", body: NoteRequest.self,
        steps: { _, body in
          steps.add()
          if areRefused { throw Problem(.refused) }
          return body.n
        }
      ) { _, body, done in Note(id: body.id, n: done) }
    ])
    let request = Request.note(1, 5, key: Fresh.key())
    let first = try centre.answer(request)
    #expect(first.status == (areRefused ? 409 : 200))
    let again = try centre.answer(request)
    #expect(again.body == first.body)
    #expect(again.isReplayed)
    #expect(steps.value == 1)
  }

  @Test(arguments: [false, true])
  func aFileIsTakenOnce(isRefused: Bool) throws {
    let runs = Tally()
    let centre = InProcessCentre([
      .upload(
        "/note", .authenticated, "Import 导入", mediaTypes: ["text/csv"], maximumBytes: 100_000,
        seconds: 60, query: NoBody.self
      ) { _, _, upload in
        runs.add()
        let piece = try upload.read()
        if isRefused { throw Problem(.refused) }
        return Note(id: 1, n: Int64(piece.count))
      }
    ])
    var request = Request(String(repeating: "x", count: 70_000), key: Fresh.key())
    request.type = "text/csv"
    let first = try centre.answer(request)
    #expect(first.status == (isRefused ? 409 : 200))
    let again = try centre.answer(request)
    #expect(again.body == first.body)
    #expect(again.isReplayed)
    #expect(runs.value == 1)
    // All of the file counts, also what the handler did not read.
    request.body[69_999] = UInt8(ascii: "y")
    #expect(try centre.answer(request).status == 422)
    request.type = "application/json"
    #expect(try centre.answer(request).status == 415)
    request.type = "text/csv"
    request.body = [UInt8](repeating: 0, count: 100_001)
    #expect(try centre.answer(request).error == "body.too_large")
  }
}
