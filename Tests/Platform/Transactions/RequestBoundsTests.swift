import Testing

@testable import Transactions
@testable import WebAPI

/// Aim: what is no request, or none of this caller's, is refused before anything is done, and told
/// with all that is wrong with it.
@Suite struct RequestBoundsTests {
  private let runs = Tally()

  private var centre: InProcessCentre {
    InProcessCentre([
      .post("/note", .code("note.write", describedAs: "Write 写"), "Note 便签", body: Lines.self) {
        [runs] _, body in
        runs.add()
        return Note(id: 1, n: Int64(body.lines.count))
      },
      .post("/none", .authenticated, "Nothing 无", body: NoBody.self) { _, _ in Note(id: 1, n: 1) },
      .get("/note/{id}", .authenticated, "Note 便签") { Note(id: try $0.pathID(), n: 1) },
      .delete("/note/{id}", .authenticated, "Note 便签") { Note(id: try $0.pathID(), n: 1) },
    ])
  }

  struct Lines: RequestBody {
    let number: String
    let lines: [NoteRequest]

    init(from fields: inout Fields) {
      number = fields.code("number", 1...10)
      lines = fields.list("lines", NoteRequest.self, 1...3)
    }
  }

  private static let good = #"{"number":"A","lines":[{"id":1,"n":1}]}"#

  @Test func aGoodOneIsTaken() throws {
    #expect(try centre.answer(Request(Self.good)).n == 1)
    var charset = Request(Self.good)
    charset.type = "Application/JSON; charset=utf-8"
    #expect(try centre.answer(charset).n == 1)
    var limited = Request(Self.good)
    limited.permissions = "note.read,note.write"
    #expect(try centre.answer(limited).n == 1)
  }

  /// Every fault of a request by its place, in one answer.
  @Test func allFaultsAreNamed() throws {
    let reply = try centre.answer(
      Request(
        #"{"nubmer":"A","lines":[{"id":1,"n":1},{"id":"x","n":1001,"more":1},5],"number":""}"#))
    #expect(reply.status == 400)
    #expect(reply.error == "request.invalid")
    #expect(
      Set(reply.fields)
        == ["nubmer", "number", "lines[1].id", "lines[1].n", "lines[1].more", "lines[2]"])
    #expect(reply.details.allSatisfy { $0["reason"]?.isEmpty == false })
    #expect(runs.value == 0)
  }

  @Test(arguments: [
    (#"{"number":}"#, "body[10]"), (#"{"number":"A""#, "body[13]"), ("", "body[0]"),
    (#"{"number":"A"} x"#, "body[15]"),
  ])
  func malformedJSONIsToldWithItsPlace(body: String, place: String) throws {
    let reply = try centre.answer(Request(body))
    #expect(reply.status == 400)
    #expect(reply.error == "request.malformed")
    #expect(reply.fields == [place])
  }

  @Test(arguments: ["[]", "5", "null"])
  func aBodyIsAnObject(body: String) throws {
    let reply = try centre.answer(Request(body))
    #expect(reply.error == "request.invalid")
    #expect(reply.fields == ["body"])
  }

  @Test func aBodyHasABound() throws {
    var request = Request(Self.good)
    request.body += [UInt8](repeating: 0x20, count: RequestLimits.bodyBytes - request.body.count)
    #expect(try centre.answer(request).status == 200)
    request.body.append(0x20)
    let reply = try centre.answer(request)
    #expect(reply.status == 413)
    #expect(reply.error == "body.too_large")
  }

  /// Fewer or more bytes than were announced, or no number of them.
  @Test(arguments: [("9999", 400), ("3", 413), ("3x", 400), ("-1", 400)])
  func aBodyIsAsLongAsItSays(length: String, status: Int) throws {
    var request = Request(Self.good)
    request.others["CONTENT_LENGTH"] = length
    #expect(try centre.answer(request).status == status)
    #expect(runs.value == 0)
  }

  @Test(arguments: ["text/plain", "application/jsonx", "", nil])
  func onlyJSONIsTaken(type: String?) throws {
    var request = Request(Self.good)
    request.type = type
    let reply = try centre.answer(request)
    #expect(reply.status == 415)
    #expect(reply.details == [["expected": "application/json"]])
  }

  @Test func aPackedBodyIsNotTaken() throws {
    var request = Request(Self.good)
    request.others["HTTP_CONTENT_ENCODING"] = "gzip"
    #expect(try centre.answer(request).status == 415)
    request.others["HTTP_CONTENT_ENCODING"] = "identity"
    #expect(try centre.answer(request).status == 200)
  }

  /// A call that takes nothing needs neither body nor type; what it gets it looks at.
  @Test func nothingMayBeSentAsNothing() throws {
    var request = Request("", path: "/none")
    request.type = nil
    #expect(try centre.answer(request).status == 200)
    #expect(try centre.answer(Request("{}", path: "/none")).status == 200)
    #expect(try centre.answer(Request(#"{"a":1}"#, path: "/none")).fields == ["a"])
  }

  @Test func onlyItsCallerIsServed() throws {
    var nobody = Request(Self.good)
    nobody.userID = 0
    #expect(try centre.answer(nobody).error == "auth.token_missing")
    var other = Request(Self.good)
    other.permissions = "note.read,note.writer"
    let forbidden = try centre.answer(other)
    #expect(forbidden.status == 403)
    #expect(forbidden.details == [["permission": "note.write"]])
    #expect(runs.value == 0)
  }

  @Test func addressesAndMethodsAreThoseOfTheTable() throws {
    #expect(try centre.answer(Request(path: "/nothing")).error == "route.not_found")
    let other = try centre.answer(Request(path: "/note/5"))
    #expect(other.status == 405)
    #expect(other.headers["Allow"] == "GET, HEAD, DELETE, OPTIONS")
    var get = Request("", path: "/note/5")
    get.method = "GET"
    #expect(try centre.answer(get).status == 200)
    for id in ["05", "x", "0", "9223372036854775808"] {
      get.path = "/note/\(id)"
      #expect(try centre.answer(get).fields == ["id"])
    }
  }

  /// Reading goes on when the volume is full.
  @Test func aFullVolumeTakesNothingNew() throws {
    let centre = InProcessCentre(
      [
        .post("/note", .authenticated, "Note 便签", body: NoBody.self) { _, _ in Note(id: 1, n: 1) },
        .get("/note", .authenticated, "Note 便签") { _ in Note(id: 1, n: 1) },
      ], isFull: true)
    var request = Request()
    let reply = try centre.answer(request)
    #expect(reply.error == "storage.full")
    #expect(reply.headers["Retry-After"] == "2")
    request.method = "GET"
    #expect(try centre.answer(request).status == 200)
  }

  /// In the language that the caller reads.
  @Test func refusalsAreInTheCallersLanguage() throws {
    var request = Request("{}")
    request.language = "zh-CN,zh;q=0.9,en;q=0.8"
    let reply = try centre.answer(request)
    #expect(reply.message == "部分字段无效。")
    #expect(reply.details.first?["reason"] == "必填")
  }
}
