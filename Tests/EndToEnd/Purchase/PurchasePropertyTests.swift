import Foundation
import Kernel
import StackKit
import Testing

/// Aim: a receipt sent any number of times goes in once, and no crowd receives too much.
@Suite struct PurchasePropertyTests {
  let desk: PurchaseDesk

  init() throws { desk = try PurchaseDesk() }

  /// Clients of their own threads that may receive, but not too much.
  private func token() throws -> String {
    try #require(try desk.colleague(["po.receive", "po.read"]).token)
  }

  private func client(_ token: String) -> APIClient {
    let client = APIClient(desk.stack)
    client.token = token
    return client
  }

  @Test(arguments: 0..<5) func oneReceiptFromManyClientsGoesInOnce(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let skus = try desk.newSKUs(3)
    let order = try desk.approved(skus.map { ($0, "100", "1.5") })
    let quantities = skus.map { _ in Int.random(in: 1...100, using: &random) }
    let rejected = quantities.map { Int.random(in: 0...$0, using: &random) }
    let number = PurchaseDesk.name("once")
    let (stack, token) = (desk.stack, try token())
    let answers = try Crowd.run(8) { worker in
      let client = APIClient(stack)
      client.token = token
      return try (0..<3).map { attempt in
        var lines = (0..<3).map {
          (line: $0 + 1, qty: "\(quantities[$0])", rejected: "\(rejected[$0])")
        }
        // The same document, whatever the order of its lines.
        if worker % 2 == 1 { lines.reverse() }
        let key = attempt == 0 ? nil : "\(number)-\(worker)-\(attempt)"
        return try client.post(
          "/po/receive", PurchaseDesk.receipt(order, number, lines), key: key)
      }
    }.flatMap { $0 }
    #expect(answers.allSatisfy { $0.status == 200 }, "\(answers.map(\.http.text))")
    #expect(Set(answers.map { $0.int("moves.0.move_id") ?? 0 }).count == 1)
    for (index, sku) in skus.enumerated() {
      #expect(
        try desk.onHand(sku) == Decimal(quantities[index] - rejected[index]), "seed \(seed)")
    }
    let other = try desk.receive(order, [(1, "0.5", "0")], number: number)
    #expect(other.status == 409 && other.error == "document.conflict", "\(other.http.text)")
    let posted = try desk.client.post(
      "/stock/in",
      [
        "ref_type": "purchase", "ref_no": number,
        "lines": [["sku_id": skus[0], "qty": 1] as [String: Any]],
      ])
    #expect(posted.error == "document.conflict", "\(posted.http.text)")
    #expect(try desk.findings(number).isEmpty)
  }

  @Test(arguments: 0..<5) func aCrowdNeverReceivesMoreThanWasOrdered(seed: UInt64) throws {
    let sku = try desk.newSKUs(1)[0]
    let order = try desk.approved([(sku, "20", "1"), (sku, "5", "2")])
    let (stack, token) = (desk.stack, try token())
    let accepted = try Crowd.run(8) { worker in
      var random = SeededGenerator(seed: seed &* 100 &+ UInt64(worker))
      let client = APIClient(stack)
      client.token = token
      var accepted = [0, 0]
      for _ in 0..<12 {
        let line = Int.random(in: 1...2, using: &random)
        let quantity = Int.random(in: 1...3, using: &random)
        let body = PurchaseDesk.receipt(
          order, PurchaseDesk.name("crowd"), [(line, "\(quantity)", "0")])
        let answer = try client.post("/po/receive", body)
        if answer.status == 200 {
          accepted[line - 1] += quantity
        } else {
          #expect(answer.error == "po.over_receipt", "\(answer.http.text)")
        }
      }
      return accepted
    }
    let sums = (0..<2).map { line in accepted.reduce(0) { $0 + $1[line] } }
    #expect(sums[0] <= 20 && sums[1] <= 5, "seed \(seed): \(sums)")
    // What is left is less than what some client asked for at last.
    #expect(sums[0] >= 18 && sums[1] >= 3, "seed \(seed): \(sums)")
    #expect(try desk.onHand(sku) == Decimal(sums[0] + sums[1]))
    let found = try client(token).get("/po/\(order)")
    #expect(found.string("lines.0.received_qty") == "\(sums[0]).0000")
    #expect(try desk.findings(found.string("po_no") ?? "?").isEmpty)
  }
}
