import Foundation
import StackKit
import Testing

/// Somebody at the member desk, on the stack that all tests share. One thread uses it.
final class MemberDesk: Sendable {
  let stack: Stack
  private let token: String

  init() throws {
    stack = try SharedStack.get()
    token = try #require(try SharedStack.admin().token)
  }

  /// A connection of one thread's own.
  func client() -> APIClient {
    let client = APIClient(stack)
    client.token = token
    return client
  }

  /// A mobile number that nobody has yet.
  static func phone() -> String { "19\(UInt64.random(in: 100_000_000...999_999_999))" }

  /// A document number that nobody has yet.
  static func number(_ prefix: String = "n") -> String {
    "\(prefix)\(UInt64.random(in: 0...UInt64.max))"
  }

  func member(_ client: APIClient) throws -> Int {
    let answer = try client.post(
      "/member/register", ["name": "会员", "phone": Self.phone()])
    #expect(answer.status == 201, "\(answer.http.text)")
    return try #require(answer.int("member_id"), "\(answer.http.text)")
  }

  @discardableResult
  func change(
    _ member: Int, by points: Int, _ reason: String, _ reference: String? = nil,
    expiresAt: String? = nil, on client: APIClient
  ) throws -> APIAnswer {
    var body: [String: Any] = [
      "member_id": member, "change": points, "reason": reason,
      "ref_no": reference ?? Self.number(),
    ]
    body["expires_at"] = expiresAt
    return try client.post("/member/point/change", body)
  }

  func template(_ changes: [String: Any] = [:], on client: APIClient) throws -> Int {
    var body: [String: Any] = ["name": "满减券", "type": "cash", "amount": "5", "valid_days": 30]
    body.merge(changes) { $1 }
    let answer = try client.post("/member/coupon/template/create", body)
    #expect(answer.status == 201, "\(answer.http.text)")
    return try #require(answer.int("template_id"), "\(answer.http.text)")
  }

  func claim(_ template: Int, for member: Int, _ client: APIClient) throws -> APIAnswer {
    try client.post("/member/coupon", ["template_id": template, "member_id": member])
  }

  /// Everything that breaks invariants 6 and 13, of whatever member; empty is good.
  func faults(_ client: APIClient) throws -> [String] {
    try SharedBooks.alone {
      try [6, 13, 14].flatMap { try findings(client, invariant: $0) }
    }
  }

  /// What breaks one invariant.
  func findings(_ client: APIClient, invariant: Int) throws -> [String] {
    let audit = try client.get("/ops/audit")
    let checks = audit.object["checks"] as? [[String: Any]] ?? []
    let own = checks.filter { $0["invariant"] as? Int == invariant }
    #expect(!own.isEmpty, "\(audit.http.text)")
    return own.flatMap { $0["findings"] as? [String] ?? ["no findings"] }
  }

  /// Waits until `look` gives the value.
  func wait<Value: Equatable>(
    for value: Value, seconds: Double = 20, _ look: () throws -> Value,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let end = Date().addingTimeInterval(seconds)
    var last = try look()
    while last != value, Date() < end {
      usleep(20_000)
      last = try look()
    }
    #expect(last == value, "after \(seconds) s", sourceLocation: sourceLocation)
  }
}
