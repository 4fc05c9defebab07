import StackKit
import Testing

/// Aim: whoever reads the dead letters page by page sees each of them, and each once.
@Suite struct EventBusDeadLetterTests {
  /// Two consumers gave up the same event, and the page ends between them.
  @Test func aPageMayEndBetweenTwoConsumersOfAnEvent() throws {
    let stack = try SharedStack.get()
    let client = try SharedStack.admin()
    let shop = try SalesCounter()
    let number = try shop.order(try shop.goods(), 1)
    let names = ["a", "b"].map { SalesCounter.name("x\($0)") }
    for name in names {
      try stack.sql(
        "INSERT INTO event_failure SELECT '\(name)', outbox_id, 'dead', 10, NOW(6), 'made by a "
          + "test', NOW(6), NOW(6) FROM outbox WHERE type = 'OrderCreated' "
          + "AND event_key = '\(number)'")
    }
    defer {
      for name in names {
        _ = try? stack.sql("DELETE FROM event_failure WHERE consumer = '\(name)'")
      }
    }
    var seen: [String] = []
    var next: String? = "0"
    while let after = next, seen.count < 1000 {
      let page = try client.get("/ops/events/dead?size=1&after=\(after)")
      #expect(page.status == 200, "\(page.http.text)")
      seen += page.items.compactMap { $0["consumer"] as? String }
      next = page.string("next")
    }
    for name in names { #expect(seen.filter { $0 == name }.count == 1, "\(name): \(seen)") }
    for after in ["x", "1x:stock", "-1"] {
      #expect(try client.get("/ops/events/dead?after=\(after)").status == 400, "\(after)")
    }
  }
}
