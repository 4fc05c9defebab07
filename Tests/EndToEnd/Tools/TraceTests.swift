import Foundation
import StackKit
import Testing

/// Aim: a request is followed from Nginx to the last consumer, by the id that its answer names.
@Suite(.serialized) struct TraceTests {
  private static let started = Result {
    var options = StackOptions(directory: try SharedStack.directory("trace"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.settings = ["ERP_LOG_LEVEL": "info"]
    return try Stack.start(options)
  }

  private static func steps(_ requestID: String, _ stack: Stack) throws -> [[String: Any]] {
    let result = try stack.operate("trace", requestID, "--json")
    let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return (document as? [String: Any])?["steps"] as? [[String: Any]] ?? []
  }

  @Test func anOrderIsFollowedThroughAllPlaces() throws {
    let stack = try Self.started.get()
    let client = try APIClient.admin(of: stack)
    let item = try client.post(
      "/item/create", ["name": "商品", "skus": [["price": "9.90"] as [String: Any]]])
    let sku: Int = try #require(item.int("skus.0.sku_id"), "\(item.http.text)")
    let stocked = try client.post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": "TRACE-1",
        "lines": [["sku_id": sku, "qty": "5", "unit_cost": "1.00"] as [String: Any]],
      ])
    try #require(stocked.status < 300, "\(stocked.http.text)")
    let request = try #require(stocked.requestID)
    // Nginx writes within a second, and consumers come to it.
    let isWhole = try comesTrue(everyMilliseconds: 200) {
      let steps = try Self.steps(request, stack)
      let consumers = steps.filter { $0["place"] as? String == "consumer" }
      return Set(steps.compactMap { $0["place"] as? String })
        == ["nginx", "log", "audit", "event", "consumer"]
        && consumers.allSatisfy { ($0["text"] as? String)?.contains(" done") == true }
    }
    let steps = try Self.steps(request, stack)
    #expect(isWhole, "\(steps)")
    func text(_ place: String) -> String {
      steps.first { $0["place"] as? String == place }?["text"] as? String ?? ""
    }
    #expect(text("nginx").contains("POST /stock/in"), "\(text("nginx"))")
    #expect(text("log").contains("info: request  action=stock.in"), "\(text("log"))")
    #expect(text("audit").contains("admin (1)") && text("audit").contains("opening:TRACE-1"))
    #expect(text("event").contains("Stock"))
    let plain = try stack.operate("trace", request)
    #expect(plain.status == 0 && plain.output.split(separator: "\n").count == steps.count)
  }

  @Test func whatNobodyKnowsIsSaid() throws {
    let stack = try Self.started.get()
    let result = try stack.operate("trace", "0123456789abcdef0123456789abcdef")
    #expect(result.status == 1 && result.errors.contains("nothing is known"), "\(result.errors)")
    #expect(try stack.operate("trace", "not an id").status == 64)
  }

  @Test func logsAreLinesForEyes() throws {
    let stack = try Self.started.get()
    _ = try APIClient.admin(of: stack).get("/user/me")
    let result = try stack.operate("logs", "--program", "user")
    let lines = result.output.split(separator: "\n")
    #expect(lines.contains { $0.contains("info     erp-user") && $0.contains("path=/user/login") })
    #expect(lines.allSatisfy { !$0.hasPrefix("{") })
    #expect(try stack.operate("logs", "--errors", "--program", "user").output.isEmpty)
  }
}
