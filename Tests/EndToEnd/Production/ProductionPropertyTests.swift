import Foundation
import Kernel
import StackKit
import Testing

/// Aim: issued is required or nothing at all, whoever else wants the same goods, and whatever dies
/// meanwhile.
@Suite struct ProductionPropertyTests {
  /// Property 6, through the whole stack. Oracle: Foundation's decimals, rounded up.
  @Test(arguments: 0..<4) func issuedIsRequired(seed: UInt64) throws {
    let workshop = try Workshop()
    var random = SeededGenerator(seed: seed)
    func number(_ places: ClosedRange<Int>) -> Decimal {
      Decimal(Int.random(in: places, using: &random)) / 10_000
    }
    let product = try workshop.newSKUs(1)[0]
    let parts = try workshop.newSKUs(5)
    let base = number(1...100_000)
    let lines = parts.map { (sku: $0, qty: number(1...50_000), scrap: number(0...4_000)) }
    try workshop.template(
      product, lines.map { ($0.sku, "\($0.qty)", "\($0.scrap)") }, base: "\(base)")
    try workshop.receive(Dictionary(uniqueKeysWithValues: parts.map { ($0, "90000000") }))
    for _ in 0..<4 {
      let quantity = number(1...1_000_000)
      let before = try parts.map { try workshop.onHand($0) }
      let order = try workshop.started(product, "\(quantity)")
      let answer = try workshop.client.get("/mo/\(order)")
      for (index, line) in lines.enumerated() {
        // In whole units of the last place; the dividend and the divisor are exact.
        var exact = quantity * line.qty * (1 + line.scrap) * 10_000 / base
        var required = Decimal()
        // 38 digits are enough to tell a remainder from none.
        NSDecimalRound(&required, &exact, 0, .up)
        required /= 10_000
        let taken = try before[index] - workshop.onHand(line.sku)
        #expect(taken == required, "seed \(seed): \(answer.http.text)")
        let issued = answer.string("bom.\(index).issued_qty").flatMap { Decimal(string: $0) }
        #expect(issued == required, "seed \(seed)")
      }
      #expect(try workshop.findings(answer.string("mo_no") ?? "?").isEmpty)
    }
  }

  /// Sixteen orders want two materials each that suffice for some of them.
  @Test(arguments: 0..<3) func sixteenStartAtOnce(round: Int) throws {
    let workshop = try Workshop()
    let products = try workshop.newSKUs(2)
    let parts = try workshop.newSKUs(3)
    // The two products name their parts in opposite orders.
    try workshop.template(products[0], [(parts[0], "3", "0"), (parts[1], "1", "0")])
    try workshop.template(
      products[1], [(parts[2], "1", "0"), (parts[1], "1", "0"), (parts[0], "2", "0")])
    try workshop.receive([parts[0]: "20", parts[1]: "1000", parts[2]: "1000"])
    let (stack, token) = (workshop.stack, workshop.client.token)
    let orders = try (0..<16).map { try workshop.released(products[$0 % 2], "1") }
    let answers = try Crowd.run(16) { index in
      try Workshop(stack, token: token).step("start", orders[index])
    }
    #expect(answers.allSatisfy { $0.string("status") == "started" }, "\(answers.map(\.http.text))")
    var issued = [0, 0]
    for (index, order) in orders.enumerated() {
      if try workshop.served(order) == "issued" { issued[index % 2] += 1 }
    }
    let taken = issued[0] * 3 + issued[1] * 2
    #expect(taken <= 20 && taken > 17, "issued \(issued)")
    #expect(try workshop.onHand(parts[0]) == Decimal(20 - taken))
    #expect(try workshop.onHand(parts[1]) == Decimal(1000 - issued[0] - issued[1]))
    #expect(try workshop.onHand(parts[2]) == Decimal(1000 - issued[1]))
    // The short ones get what the cancelled ones give back, and nobody gets half.
    try workshop.receive([parts[0]: "100"])
    let last = try Crowd.run(16) { index in
      let other = Workshop(stack, token: token)
      return index < 4
        ? try other.client.post("/mo/cancel", ["mo_id": orders[index], "reason": "r"])
        : try other.step("issue", orders[index])
    }
    #expect(last.allSatisfy { $0.status == 200 || $0.error == "mo.status" })
    let wanted = (4..<16).reduce(0) { $0 + ($1 % 2 == 0 ? 3 : 2) }
    #expect(try workshop.onHand(parts[0]) == Decimal(120 - wanted))
    #expect(try workshop.onHand(parts[1]) == 988)
    #expect(try workshop.findings("production order").isEmpty)
  }

  /// A consumer that has forgotten what it did is told again, of an order that was issued, one that
  /// was short and one that was cancelled.
  @Test func aRepeatedEventDoesNothing() throws {
    let workshop = try Workshop()
    let (product, part) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    try workshop.template(product, [(part, "1", "0")])
    try workshop.receive([part: "5"])
    let orders = [try workshop.started(product, "3"), try workshop.started(product, "3")]
    let cancelled = try workshop.started(product, "1")
    #expect(
      try workshop.client.post("/mo/cancel", ["mo_id": cancelled, "reason": "r"]).status == 200)
    try workshop.receive([part: "100"])
    let before = try workshop.onHand(part)
    let numbers = try (orders + [cancelled]).map { order in
      "'\(try #require(try workshop.client.get("/mo/\(order)").string("mo_no")))'"
    }.joined(separator: ",")
    let events = "type = 'MoStarted' AND event_key IN (\(numbers))"
    for _ in 0..<3 {
      try workshop.stack.sql(
        """
        DELETE FROM inbox WHERE consumer = 'stock'
        AND event_id IN (SELECT outbox_id FROM outbox WHERE \(events))
        """)
      try workshop.stack.sql("UPDATE outbox SET state = 0 WHERE \(events)")
      try StackQuiet.waitForStock(workshop)
    }
    #expect(try workshop.onHand(part) == before)
    let statuses = try orders.map { try workshop.served($0) }
    #expect(statuses == ["issued", "short"])
    #expect(try workshop.findings("production order").isEmpty)
  }

  /// Starts and cancels race for the same order, against the consumer.
  @Test(arguments: 0..<2) func cancelsRaceWithIssues(round: Int) throws {
    let workshop = try Workshop()
    let (product, part) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    try workshop.template(product, [(part, "1", "0")])
    try workshop.receive([part: "100"])
    let orders = try (0..<16).map { _ in try workshop.released(product, "2") }
    let (stack, token) = (workshop.stack, workshop.client.token)
    let answers = try Crowd.run(16) { index in
      let other = Workshop(stack, token: token)
      _ = try other.step("start", orders[index])
      usleep(UInt32.random(in: 0...60_000))
      return try other.client.post("/mo/cancel", ["mo_id": orders[index], "reason": "r"])
    }
    #expect(
      answers.allSatisfy { $0.string("status") == "cancelled" }, "\(answers.map(\.http.text))")
    try StackQuiet.waitForStock(workshop)
    #expect(try workshop.onHand(part) == 100)
    #expect(try workshop.findings("production order").isEmpty)
  }
}

extension StackQuiet {
  /// Until the stock consumer has seen to every order that was started.
  static func waitForStock(_ workshop: Workshop, seconds: Double = 60) throws {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      let open = try workshop.stack.sql(
        """
        SELECT COUNT(*) FROM outbox o LEFT JOIN inbox i ON i.event_id = o.outbox_id
        AND i.consumer = 'stock' WHERE o.type = 'MoStarted' AND i.event_id IS NULL
        """)
      if open == [["0"]] { return }
      usleep(50_000)
    }
    throw StackFault("the stock consumer has not seen all orders after \(seconds) s")
  }
}
