import Foundation
import StackKit
import Testing

/// Aim: bodies arrive whole, answers leave as the responder wrote them, and only what is safe to
/// repeat is repeated.
@Suite(.serialized) struct PassThroughTests {
  static let good: [HTTPClient.Header] = [("Authorization", "Bearer good")]

  @Test func bodiesArriveWhole() throws {
    let echo = try EchoStack.get()
    let order = try #require(echo.centres["order"])
    let client = HTTPClient(port: echo.stack.port)
    _ = order.take()
    for size in [0, 1, 8192, 131_073, 1_048_576] {
      let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      #expect(try client.send("POST", "/order/x", headers: Self.good, body: body).status == 200)
      let request = try #require(order.take().first)
      #expect(request.body == body)
      #expect(request.parameters["CONTENT_LENGTH"] == "\(size)")
    }
    let chunks: [[UInt8]] = [Array("ab".utf8), Array("c".utf8), Array("defg".utf8)]
    let answer = try client.sendChunked("POST", "/order/x", headers: Self.good, chunks: chunks)
    #expect(answer.status == 200)
    let request = try #require(order.take().first)
    #expect(request.body == Array("abcdefg".utf8))
    #expect(request.parameters["CONTENT_LENGTH"] == "7")
    let many = [[UInt8]](repeating: [UInt8](repeating: 1, count: 65536), count: 17)
    let tooMuch = try client.sendChunked("POST", "/order/x", headers: Self.good, chunks: many)
    #expect(tooMuch.status == 413)
  }

  @Test func abortedUploadNeverArrives() throws {
    let echo = try EchoStack.get()
    let order = try #require(echo.centres["order"])
    _ = order.take()
    let head = "POST /order/x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\n"
    let client = HTTPClient(port: echo.stack.port)
    for _ in 0..<5 {
      try client.sendAndAbort(Array((head + "Content-Length: 1000\r\n\r\n{\"a\":").utf8))
    }
    usleep(100_000)
    #expect(order.take().isEmpty)
  }

  @Test func answersOfRespondersPassUntouched() throws {
    let client = HTTPClient(port: try EchoStack.get().stack.port)
    let refused = try client.send("POST", "/user/login", body: Array("{}".utf8))
    #expect(refused.status == 401 && refused.text == #"{"own":true}"#)
    let busy = try client.get("/order/own-error", headers: Self.good)
    #expect(busy.status == 503 && busy.text == #"{"own":true}"#)
    #expect(busy.headers("Retry-After") == ["9"])
    #expect(busy.headers("Cache-Control") == ["no-store"])
    #expect(busy.headers("X-Request-Id") != ["theirs"])
    for name in EdgeHeaderTests.always { #expect(busy.headers(name).count == 1, "\(name)") }
  }

  @Test func onlyWhatIsSafeIsRepeated() throws {
    let echo = try EchoStack.get()
    let order = try #require(echo.centres["order"])
    let client = HTTPClient(port: echo.stack.port)
    _ = order.take()
    let read = try client.get("/order/get/hang-up-once", headers: Self.good)
    #expect(read.status == 200, "the responder died and came back: the client does not notice")
    #expect(order.take().count == 2)
    let written = try client.send(
      "POST", "/order/post/hang-up", headers: Self.good, body: Array("{}".utf8))
    #expect(written.status == 502)
    try expectProblem(written, code: 50200, error: "unavailable")
    #expect(order.take().count == 1, "a POST may have been executed")
  }

  @Test func accessLogHasNoSecrets() throws {
    let echo = try EchoStack.get()
    let headers = Self.good + [("X-Request-Id", "log-me")]
    _ = try HTTPClient(port: echo.stack.port).get("/order/7?phone=13800000000", headers: headers)
    usleep(1_300_000)
    let log = try String(contentsOfFile: echo.stack.logs + "/access.log", encoding: .utf8)
    for line in log.split(separator: "\n") {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
    let line = try #require(log.split(separator: "\n").first { $0.contains("\"log-me\"") })
    #expect(line.contains(#""path":"/order/7","status":200"#))
    #expect(line.contains(#""user_id":"7""#))
    #expect(!log.contains("13800000000") && !log.contains("Bearer"))
  }
}
