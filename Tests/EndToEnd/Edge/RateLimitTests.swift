import Foundation
import StackKit
import Testing

/// Aim: one caller that asks too often is slowed down, others are not, and it is told when to try
/// again. Nginx alone: the limits come before the check of the token.
@Suite(.serialized) struct RateLimitTests {
  private static let limited = Result {
    var options = StackOptions(directory: try SharedStack.directory("limited"))
    options.endsWithStarter = true
    options.rateLimit = .perSecond(20)
    options.parts = ["nginx"]
    return try Stack.start(options)
  }

  private func burst(
    _ count: Int, _ path: String, signature: Character?, method: String = "GET",
    scheme: String = "Bearer"
  ) throws -> [HTTPAnswer] {
    let client = HTTPClient(port: try Self.limited.get().port)
    let token = signature.map { "\(scheme) aaaa.bbbb.\(String(repeating: $0, count: 86))" }
    let headers: [HTTPClient.Header] = token.map { [("Authorization", $0)] } ?? []
    return try (0..<count).map { _ in try client.send(method, path, headers: headers) }
  }

  @Test func perTokenAndNotPerOther() throws {
    let start = Date()
    let answers = try burst(120, "/order/1", signature: "x")
    let limited = answers.filter { $0.status == 429 }
    // 40 in the burst, and what 20 a second gave while we asked; the rest is refused.
    let most = 41 + Int(20 * Date().timeIntervalSince(start)) + 1
    #expect((40...most).contains(120 - limited.count), "\(120 - limited.count) were let through")
    let refusal = try #require(limited.first)
    #expect(refusal.header("Retry-After") == "1")
    try expectProblem(refusal, code: 42900, error: "rate.limited")
    let other = try burst(10, "/order/1", signature: "y")
    #expect(other.allSatisfy { $0.status == 503 }, "another user is not touched")
    // More than may have gathered again meanwhile.
    #expect(try burst(120, "/order/1", signature: "x").contains { $0.status == 429 })
  }

  /// erp-auth takes the scheme in any case, so it counts in any.
  @Test(arguments: ["bearer", "BEARER", "bEaReR"]) func howeverTheHeaderIsWritten(
    scheme: String
  ) throws {
    _ = try burst(60, "/order/1", signature: "w")
    let answers = try burst(60, "/order/1", signature: "w", scheme: scheme)
    #expect(answers.contains { $0.status == 429 }, "one login, one count")
  }

  @Test func healthByAddress() throws {
    let start = Date()
    let answers = try burst(60, "/health", signature: nil)
    let passed = answers.filter { $0.status != 429 }.count
    let most = 11 + Int(10 * Date().timeIntervalSince(start)) + 1
    #expect((10...most).contains(passed), "\(passed) were let through")
    #expect(answers.first { $0.status == 429 }?.header("Retry-After") == "1")
  }

  @Test func loginByAddress() throws {
    let start = Date()
    let answers = try burst(60, "/user/login", signature: nil, method: "POST")
    let passed = answers.filter { $0.status != 429 }.count
    // 20 in the burst, and 5 a second.
    let most = 21 + Int(5 * Date().timeIntervalSince(start)) + 1
    #expect((20...most).contains(passed), "\(passed) tries were let through")
    // A forged token buys nothing here.
    #expect(
      try burst(60, "/user/login", signature: "z", method: "POST").contains { $0.status == 429 })
  }

  @Test func forgedTokensShareTheAddress() throws {
    var passed = 0
    let client = HTTPClient(port: try Self.limited.get().port)
    for number in 0..<900 {
      let token = "Bearer a.b.\(String(repeating: "s", count: 60))\(number)"
      let answer = try client.get("/order/1", headers: [("Authorization", token)])
      if answer.status != 429 { passed += 1 }
    }
    #expect(passed < 800, "\(passed) of 900 were let through")
  }

  @Test func limitIsOffInTheSharedStack() throws {
    let client = HTTPClient(port: try EdgeStack.get().port)
    let token = "Bearer aaaa.bbbb.\(String(repeating: "x", count: 86))"
    for _ in 0..<500 {
      let answer = try client.get("/order/1", headers: [("Authorization", token)])
      #expect(answer.status == 503)
    }
  }
}
