import Foundation
import StackKit
import Testing

/// Aim: who calls is what erp-auth said, whatever a client writes into its headers; and of the
/// client's headers only those named pass.
@Suite(.serialized) struct IdentityTests {
  static let guarded = [
    "/item/1", "/item/import", "/item/export", "/stock/1", "/order/1", "/ops/null", "/user/me",
  ]

  static let forged: [HTTPClient.Header] = [
    ("X-User-Id", "1"), ("X_User_Id", "1"), ("Erp-User-Id", "1"), ("ERP_USER_ID", "1"),
    ("X-Erp-User-Id", "1"), ("X-Erp-Permissions", "*"), ("Remote-User", "root"),
    ("Proxy", "http://evil.test"), ("X-Forwarded-For", "10.9.9.9"), ("X-Real-IP", "10.9.9.9"),
    ("Cookie", "a=b"), ("X-Original-URL", "/ops/null"), ("X-HTTP-Method-Override", "DELETE"),
  ]

  @Test(arguments: guarded)
  func forgedHeaders(_ path: String) throws {
    let echo = try EchoStack.get()
    let centre = try centre(of: path, in: echo)
    _ = centre.take()
    let client = HTTPClient(port: echo.stack.port)
    let headers =
      Self.forged + [
        ("Authorization", "Bearer good"), ("Idempotency-Key", "k1"), ("Accept-Language", "zh"),
      ]
    #expect(try client.get(path + "?a=%20b", headers: headers).status == 200)
    let request = try #require(centre.take().first)
    let identity = request.parameters.filter {
      $0.key.hasPrefix("ERP_") && $0.key != "ERP_REQUEST_ID"
    }
    #expect(
      identity == [
        "ERP_USER_ID": "7", "ERP_USER_NAME": "amy", "ERP_ORG_ID": "3", "ERP_ORG_SCOPE": "3,4",
        "ERP_PERMISSIONS": "item.create,stock.in", "ERP_SESSION_ID": "s1",
      ])
    var passed: Set = ["HTTP_IDEMPOTENCY_KEY", "HTTP_ACCEPT_LANGUAGE"]
    if path.hasPrefix("/user/") { passed.insert("HTTP_AUTHORIZATION") }
    #expect(Set(request.parameters.keys.filter { $0.hasPrefix("HTTP_") }) == passed)
    #expect(request.parameters["REMOTE_ADDR"] == "127.0.0.1")
    #expect(request.parameters["REQUEST_METHOD"] == "GET")
    #expect(request.parameters["DOCUMENT_URI"] == path)
    #expect(request.parameters["QUERY_STRING"] == "a=%20b")
  }

  @Test(arguments: ["/user/login", "/user/refresh", "/health"])
  func openRoutesKnowNobody(_ path: String) throws {
    let echo = try EchoStack.get()
    let centre = try centre(of: path, in: echo)
    _ = (centre.take(), echo.auth.take())
    let headers = Self.forged + [("Authorization", "Bearer good")]
    _ = try HTTPClient(port: echo.stack.port).get(path, headers: headers)
    let request = try #require(centre.take().first)
    #expect(request.parameters.keys.filter { $0.hasPrefix("ERP_") } == ["ERP_REQUEST_ID"])
    #expect(request.parameters["HTTP_AUTHORIZATION"] == nil)
    #expect(echo.auth.take().isEmpty, "nobody asked")
  }

  @Test(arguments: [
    ("", 401, 40101, "auth.token_missing"), ("bad", 401, 40102, "auth.token_invalid"),
    ("expired", 401, 40103, "auth.token_expired"), ("revoked", 401, 40104, "auth.token_revoked"),
    ("forbidden", 403, 40300, "auth.forbidden"), ("store-down", 503, 50300, "unavailable"),
    ("crash", 503, 50300, "unavailable"), ("broken", 503, 50300, "unavailable"),
  ])
  func refusals(_ token: String, _ status: Int, _ code: Int, _ error: String) throws {
    let echo = try EchoStack.get()
    let client = HTTPClient(port: echo.stack.port)
    for path in Self.guarded {
      let centre = try centre(of: path, in: echo)
      _ = centre.take()
      let headers = token.isEmpty ? [] : [("Authorization", "Bearer \(token)")]
      let answer = try client.send("POST", path, headers: headers, body: Array("{}".utf8))
      #expect(answer.status == status, "\(path)")
      try expectProblem(answer, code: code, error: error)
      #expect(answer.headers("WWW-Authenticate") == (status == 401 ? ["Bearer"] : []))
      #expect(answer.headers("Retry-After") == (status == 503 ? ["2"] : []))
      #expect(centre.take().isEmpty, "the centre never hears of it")
    }
  }

  @Test func theTokenGoesToAuthAndUserOnly() throws {
    let echo = try EchoStack.get()
    _ = echo.auth.take()
    let headers: [HTTPClient.Header] = [("Authorization", "Bearer good"), ("X-Request-Id", "r-1")]
    _ = try HTTPClient(port: echo.stack.port).send(
      "POST", "/order/x?q=1", headers: headers, body: Array("{}".utf8))
    let question = try #require(echo.auth.take().first)
    #expect(question.parameters["HTTP_AUTHORIZATION"] == "Bearer good")
    #expect(question.parameters["REQUEST_METHOD"] == "GET")
    #expect(question.parameters["ERP_REQUEST_ID"] == "r-1")
    #expect(question.body.isEmpty && question.parameters["CONTENT_LENGTH"] == "")
    #expect(try centre(of: "/order/x", in: echo).take().last?.parameters["ERP_REQUEST_ID"] == "r-1")
  }

  private func centre(of path: String, in echo: EchoStack) throws -> EchoResponder {
    let name = path == "/health" ? "ops" : String(path.split(separator: "/")[0])
    return try #require(echo.centres[name])
  }
}
