import Foundation
import StackKit
import Testing

/// Aim: every answer carries the security headers once, and cross-origin calls are let in by list.
@Suite struct EdgeHeaderTests {
  static let always = [
    "X-Request-Id", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy",
    "Content-Security-Policy", "Cache-Control", "Vary",
  ]

  @Test func securityHeadersOnAllAnswers() throws {
    let client = HTTPClient(port: try EdgeStack.get().port, timeout: 5)
    var answers = [
      try client.get("/nope"), try client.get("/order/1"), try client.get("/health"),
      try client.get("/docs"), try client.get("/ops/metrics"),
      try client.send("OPTIONS", "/order/create"), try client.send("POST", "/docs"),
    ]
    answers += try ProblemTests.malformed.map { try client.raw($0.bytes) }
    for answer in answers {
      for name in Self.always {
        #expect(answer.headers(name).count == 1, "\(name) of a \(answer.status)")
      }
      let isFile = answer.header("Content-Type")?.hasPrefix("text/html") == true
      #expect(answer.header("Cache-Control") == (isFile ? "no-cache" : "no-store"))
      #expect(answer.header("X-Content-Type-Options") == "nosniff")
      #expect(answer.header("Server") == "nginx", "no version")
      #expect(answer.header("Strict-Transport-Security") == nil, "not without TLS")
      let text = answer.text.lowercased()
      #expect(!text.contains("<center>") && !text.contains("nginx/"))
    }
  }

  @Test func contentPolicyOfTheDocuments() throws {
    let client = HTTPClient(port: try EdgeStack.get().port)
    let page = try client.get("/docs")
    #expect(page.status == 200)
    #expect(page.header("Content-Type") == "text/html; charset=utf-8")
    let policy = try #require(page.header("Content-Security-Policy"))
    #expect(policy.contains("connect-src 'self'") && policy.contains("script-src 'self'"))
    #expect(!policy.contains("unsafe-"))
    let other = try client.get("/nope")
    #expect(other.header("Content-Security-Policy")?.contains("script-src") == false)
  }

  @Test func preflightOfAnAllowedOrigin() throws {
    let client = HTTPClient(port: try EdgeStack.get().port)
    let answer = try client.send(
      "OPTIONS", "/order/create",
      headers: [
        ("Origin", "https://erp.test"), ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "authorization,content-type"),
      ])
    #expect(answer.status == 204)
    #expect(answer.header("Access-Control-Allow-Origin") == "https://erp.test")
    #expect(answer.header("Access-Control-Allow-Methods")?.contains("POST") == true)
    #expect(answer.header("Access-Control-Allow-Headers")?.contains("Authorization") == true)
    #expect(answer.header("Access-Control-Allow-Credentials") == nil)
    #expect(answer.header("Vary") == "Origin")
  }

  @Test(arguments: ["https://evil.test", "https://erp.test.evil", "http://erp.test", "null"])
  func foreignOrigin(_ origin: String) throws {
    let client = HTTPClient(port: try EdgeStack.get().port)
    for method in ["OPTIONS", "GET"] {
      let answer = try client.send(method, "/order/1", headers: [("Origin", origin)])
      #expect(answer.headers.allSatisfy { !$0.name.hasPrefix("Access-Control") })
      #expect(answer.header("Vary") == "Origin")
    }
  }

  @Test func errorsCarryTheOriginToo() throws {
    let client = HTTPClient(port: try EdgeStack.get().port)
    let answer = try client.get("/nope", headers: [("Origin", "https://erp.test")])
    #expect(answer.header("Access-Control-Allow-Origin") == "https://erp.test")
    #expect(answer.header("Access-Control-Expose-Headers")?.contains("X-Request-Id") == true)
    #expect(answer.header("Access-Control-Allow-Methods") == nil)
  }
}
