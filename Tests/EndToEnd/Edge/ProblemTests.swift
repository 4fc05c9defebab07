import Foundation
import Processes
import StackKit
import Testing

/// Aim: whatever goes wrong in Nginx itself, the client reads JSON in the shape of all errors.
@Suite struct ProblemTests {
  struct Malformed: Sendable, CustomTestStringConvertible {
    let what: String
    let bytes: [UInt8]
    let status: Int
    let error: String
    var testDescription: String { what }

    init(_ what: String, _ text: String, _ status: Int, _ error: String = "request.malformed") {
      self.what = what
      bytes = Array(text.utf8)
      self.status = status
      self.error = error
    }
  }

  static let host = "Host: x\r\nConnection: close\r\n"

  static let malformed = [
    Malformed("no path", "GET\r\n\r\n", 400),
    Malformed("no host", "GET /nope HTTP/1.1\r\n\r\n", 400),
    Malformed("two hosts", "GET /nope HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
    Malformed("TLS on a plain port", "\u{16}\u{3}\u{1}\u{0}\r\n\r\n", 400),
    Malformed("NUL in the path", "GET /%00 HTTP/1.1\r\n\(host)\r\n", 400),
    Malformed("above the root", "GET /../../x HTTP/1.1\r\n\(host)\r\n", 400),
    Malformed(
      "two lengths", "POST /x HTTP/1.1\r\n\(host)Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
      400),
    Malformed("signed length", "POST /x HTTP/1.1\r\n\(host)Content-Length: +5\r\n\r\n", 400),
    Malformed(
      "length and chunks",
      "POST /x HTTP/1.1\r\n\(host)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400),
    Malformed(
      "unknown encoding", "POST /x HTTP/1.1\r\n\(host)Transfer-Encoding: xchunked\r\n\r\n", 501,
      "request.not_implemented"),
    Malformed(
      "unknown version", "GET /x HTTP/9.9\r\n\(host)\r\n", 505, "request.version_unsupported"),
    Malformed("TRACE", "TRACE / HTTP/1.1\r\n\(host)\r\n", 405, "method.not_allowed"),
    Malformed("CONNECT", "CONNECT x:1 HTTP/1.1\r\n\(host)\r\n", 400),
    Malformed(
      "9 KB of path", "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n\(host)\r\n", 414,
      "request.uri_too_long"),
    Malformed(
      "64 KiB in one header",
      "GET /x HTTP/1.1\r\n\(host)X-Long: \(String(repeating: "a", count: 65536))\r\n\r\n", 400),
    Malformed(
      "64 KiB in many headers",
      "GET /x HTTP/1.1\r\n\(host)"
        + (0..<64).map { "X-\($0): \(String(repeating: "a", count: 1018))\r\n" }.joined() + "\r\n",
      400),
  ]

  @Test(arguments: malformed)
  func malformedRequest(_ request: Malformed) throws {
    let client = HTTPClient(port: try EdgeStack.get().port, timeout: 5)
    let answer = try client.raw(request.bytes)
    #expect(answer.status == request.status)
    try expectProblem(answer, code: request.status * 100, error: request.error)
  }

  @Test func unknownRoutes() throws {
    let client = HTTPClient(port: try EdgeStack.get().port)
    for path in ["/", "/nope", "/item", "/ORDER/x", "/.git/config", "/user"] {
      let answer = try client.get(path)
      #expect(answer.status == 404, "\(path)")
      try expectProblem(answer, code: 40400, error: "route.not_found")
    }
  }

  @Test func internalLocationsAreNotThere() throws {
    let port = try EdgeStack.get().port
    let paths = [
      "/-/auth", "/x/../-/auth", "/%2d/auth", "/x/%2e%2e/-/auth", "//-/auth", "/-/problem",
      "/-/unauthorized", "/-/health", "/-/metrics",
    ]
    for path in paths {
      let answer = try HTTPClient(port: port).get(path)
      #expect(answer.status == 404, "\(path)")
      try expectProblem(answer, code: 40400, error: "route.not_found")
    }
    let absolute = "GET http://x/-/auth HTTP/1.1\r\n\(Self.host)\r\n"
    #expect(try HTTPClient(port: port).raw(Array(absolute.utf8)).status == 404)
  }

  @Test func bodyLimits() throws {
    let client = HTTPClient(port: try EdgeStack.get().port, timeout: 5)
    let big = "POST /order/create HTTP/1.1\r\n\(Self.host)Content-Length: 1048577\r\n\r\n"
    let answer = try client.raw(Array(big.utf8))
    #expect(answer.status == 413)
    try expectProblem(answer, code: 41300, error: "body.too_large")
    // Within the limit it goes on to ask who calls; nobody is there to say.
    let fits = try HTTPClient(port: try EdgeStack.get().port)
      .send("POST", "/order/create", body: [UInt8](repeating: 32, count: 1_048_576))
    #expect(fits.status == 503)
    let import65 = "POST /item/import HTTP/1.1\r\n\(Self.host)Content-Length: 67108865\r\n\r\n"
    #expect(try client.raw(Array(import65.utf8)).status == 413)
  }

  /// A client that never finishes its headers is let go after 5 s, however it drips.
  @Test func slowHeadersAreCut() throws {
    let descriptor = try UnixSocket.connect(port: try EdgeStack.get().port)
    UnixSocket.setTimeout(1, on: descriptor)
    defer { close(descriptor) }
    let began = Date()
    var open = Descriptor.write(Array("GET /nope HTTP/1.1\r\nHost: x\r\n".utf8), to: descriptor)
    var number = 0
    while open, Date().timeIntervalSince(began) < 15 {
      number += 1
      open = Descriptor.write(Array("X-\(number): a\r\n".utf8), to: descriptor)
      open = open && Descriptor.read(descriptor)?.isEmpty != true
    }
    #expect((4..<9).contains(Date().timeIntervalSince(began)))
  }

  @Test func absentResponders() throws {
    let client = HTTPClient(port: try EdgeStack.get().port)
    // erp-auth does not answer: nothing was done, so try again.
    let guarded = try client.get("/order/1")
    #expect(guarded.status == 503)
    #expect(guarded.header("Retry-After") == "2")
    try expectProblem(guarded, code: 50300, error: "unavailable")
    let open = try client.get("/health")
    #expect(open.status == 502)
    try expectProblem(open, code: 50200, error: "unavailable")
  }

  @Test func requestIdentity() throws {
    let client = HTTPClient(port: try EdgeStack.get().port)
    let longest = String(repeating: "a", count: 64)
    for kept in ["a", "A-z_0.9", longest] {
      let answer = try client.get("/nope", headers: [("X-Request-Id", kept)])
      #expect(answer.headers("X-Request-Id") == [kept])
      #expect((answer.json as? [String: Any])?["request_id"] as? String == kept)
    }
    for refused in ["", "a b", longest + "a", "é", "a\"b", "<script>"] {
      let answer = try client.get("/nope", headers: [("X-Request-Id", refused)])
      let made = try #require(answer.header("X-Request-Id"))
      #expect(made.count == 32 && made != refused)
    }
  }

  @Test func language() throws {
    let client = HTTPClient(port: try EdgeStack.get().port)
    let chinese = [
      "zh", "zh-CN", "zh-CN,zh;q=0.9,en;q=0.8", "ZH-Hans", "en;q=0.5, zh;q=0.9", "zh;q=0.1",
      "zh;q=0.9,en;q=0.8", "en;q=0.9,zh", "zh,en",
    ]
    let english = [
      "", "en", "en-US,en;q=0.9,zh;q=0.8", "de", "zh;q=0", "*", "zh;q=0.1,en", "en,zh",
      "zh;q=0.3, en;q=0.7", "zh;q=0,*",
    ]
    for (languages, expected) in [(chinese, "没有这个地址。"), (english, "There is no such address.")] {
      for language in languages {
        let answer = APIAnswer(try client.get("/nope", headers: [("Accept-Language", language)]))
        #expect(answer.message == expected, "\(language)")
      }
    }
  }
}

/// The shape of an error: all members, the same request id inside and outside.
func expectProblem(
  _ answer: HTTPAnswer, code: Int, error: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let problem = APIAnswer(answer)
  #expect(problem.code == code, sourceLocation: sourceLocation)
  #expect(problem.error == error, sourceLocation: sourceLocation)
  #expect(problem.message?.isEmpty == false, sourceLocation: sourceLocation)
  #expect(problem.envelope["details"] is [Any], sourceLocation: sourceLocation)
  #expect(problem.requestID == answer.header("X-Request-Id"), sourceLocation: sourceLocation)
  #expect(answer.header("Content-Type") == "application/json", sourceLocation: sourceLocation)
}
