import Foundation
import Kernel
import StackKit
import Testing

/// What comes in place of goods that were rejected or went back, and which receipt a return is of.
@Suite struct PurchaseReplacementTests {
  let desk: PurchaseDesk

  init() throws { desk = try PurchaseDesk() }

  private func giveBack(
    _ order: Int, _ lines: [(line: Int, qty: String, receipt: String?)], number: String? = nil
  ) throws -> APIAnswer {
    let lines = lines.map { line -> [String: Any] in
      var body: [String: Any] = ["line_no": line.line, "qty": line.qty]
      body["receipt_no"] = line.receipt
      return body
    }
    return try desk.client.post(
      "/po/return",
      ["po_id": order, "return_no": number ?? PurchaseDesk.name("b"), "lines": lines])
  }

  /// What a return's moves say of their origins, newest receipt last.
  private func origins(_ number: String) throws -> [[String]] {
    try desk.stack.sql(
      """
      SELECT origin_type, origin_no, quantity FROM stock_move
      WHERE ref_type = 'return' AND ref_no = '\(number)' ORDER BY move_id
      """)
  }

  @Test func rejectedGoodsAreReplacedOnTheSameOrder() throws {
    let sku = try desk.newSKUs(1)[0]
    let order = try desk.approved([(sku, "10", "1")])
    let clerk = try desk.colleague(["po.receive"])
    func receive(_ quantity: String, rejected: String) throws -> APIAnswer {
      try clerk.post(
        "/po/receive",
        PurchaseDesk.receipt(order, PurchaseDesk.name("r"), [(1, quantity, rejected)]))
    }
    let bad = try receive("10", rejected: "10")
    #expect(bad.string("status") == "part_received", "\(bad.http.text)")
    let some = try receive("10", rejected: "4")
    #expect(some.string("status") == "part_received", "\(some.http.text)")
    let over = try receive("4.0001", rejected: "0")
    #expect(over.error == "po.over_receipt", "\(over.http.text)")
    #expect(over.details.first?["received"] as? String == "10.0001")
    let rest = try receive("4", rejected: "0")
    #expect(rest.string("status") == "received", "\(rest.http.text)")
    #expect(try desk.onHand(sku) == 10)
    #expect(try desk.findings(rest.string("po_no") ?? "?").isEmpty)
  }

  @Test func whatWentBackIsReplaced() throws {
    let sku = try desk.newSKUs(1)[0]
    let order = try desk.approved([(sku, "10", "1")])
    #expect(try desk.receive(order, [(1, "10", "0")]).string("status") == "received")
    let back = try desk.giveBack(order, 1, "4")
    #expect(back.string("status") == "received", "\(back.http.text)")
    let again = try desk.receive(order, [(1, "4", "0")])
    #expect(again.status == 200 && again.string("status") == "received", "\(again.http.text)")
    #expect(try desk.onHand(sku) == 10)
    #expect(try desk.findings(again.string("po_no") ?? "?").isEmpty)
  }

  /// By default from the newest receipt on, else from the one that is named; never more of one than
  /// it brought.
  @Test func aReturnNamesItsReceipts() throws {
    let sku = try desk.newSKUs(1)[0]
    let order = try desk.approved([(sku, "10", "3")])
    let receipts = (0..<3).map { _ in PurchaseDesk.name("r") }
    for (number, quantity) in zip(receipts, ["5", "3", "2"]) {
      #expect(try desk.receive(order, [(1, quantity, "0")], number: number).status == 200)
    }
    let first = PurchaseDesk.name("b")
    let answer = try giveBack(order, [(1, "4", nil)], number: first)
    #expect(answer.status == 200, "\(answer.http.text)")
    #expect(
      try origins(first) == [
        ["purchase", receipts[1], "-2.0000"], ["purchase", receipts[2], "-2.0000"],
      ])
    let over = try giveBack(order, [(1, "1.0001", receipts[1])])
    #expect(over.error == "po.over_return", "\(over.http.text)")
    #expect(over.details.first?["receipt_no"] as? String == receipts[1])
    #expect(over.details.first?["returnable"] as? String == "1.0000")
    let unknown = try giveBack(order, [(1, "1", "nobody-\(first)")])
    #expect(unknown.status == 404 && unknown.error == "po.receipt_not_found")
    let second = PurchaseDesk.name("b")
    let named = try giveBack(order, [(1, "1", receipts[0]), (1, "1", nil)], number: second)
    #expect(named.status == 200, "\(named.http.text)")
    #expect(
      try origins(second) == [
        ["purchase", receipts[0], "-1.0000"], ["purchase", receipts[1], "-1.0000"],
      ])
    // The same again, in another order of its lines, is the same return.
    let repeated = try giveBack(order, [(1, "1", nil), (1, "1", receipts[0])], number: second)
    #expect(repeated.status == 200, "\(repeated.http.text)")
    #expect(try desk.onHand(sku) == 4)
    let found = try desk.client.get("/po/\(order)")
    #expect(found.string("lines.0.returned_qty") == "6.0000")
    let number = try #require(found.string("po_no"))
    let events = try desk.stack.sql(
      "SELECT COUNT(*) FROM outbox WHERE type = 'PoReturned' AND event_key = '\(number)'")
    #expect(events == [["2"]])
    for word in [number, first, second] { #expect(try desk.findings(word).isEmpty) }
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// With `#` for the order's id.
    let sql: String
    /// With `$` for the order's number, `%` for the return's.
    let finding: String
    let repair: String
  }

  static let damages = [
    Damage(
      testDescription: "more is there than was ordered",
      sql: "UPDATE purchase_order_line SET qty = 5 WHERE po_id = #",
      finding: "purchase order $ line 1: ordered 5.0000, tolerance 0.0000, there 6.0000",
      repair: "UPDATE purchase_order_line SET qty = 10 WHERE po_id = #"),
    Damage(
      testDescription: "a return of no receipt",
      sql: """
        UPDATE purchase_return_line SET receipt_id = 0 WHERE return_id IN
        (SELECT return_id FROM purchase_return WHERE po_id = #)
        """,
      finding: "return % line 1 of receipt 0: returned 2.0000, brought 0.0000",
      repair: """
        UPDATE purchase_return_line SET receipt_id =
        (SELECT receipt_id FROM purchase_receipt WHERE po_id = #) WHERE return_id IN
        (SELECT return_id FROM purchase_return WHERE po_id = #)
        """),
    Damage(
      testDescription: "a receipt that brought less than went back",
      sql: """
        UPDATE purchase_receipt_line SET qty = 1 WHERE receipt_id IN
        (SELECT receipt_id FROM purchase_receipt WHERE po_id = #)
        """,
      finding: "returned 2.0000, brought 1.0000",
      repair: """
        UPDATE purchase_receipt_line SET qty = 8 WHERE receipt_id IN
        (SELECT receipt_id FROM purchase_receipt WHERE po_id = #)
        """),
  ]

  /// Invariant 19 is seen when it is broken.
  @Test(arguments: damages) func damageIsFound(_ damage: Damage) throws {
    let sku = try desk.newSKUs(1)[0]
    let order = try desk.approved([(sku, "10", "1")])
    #expect(try desk.receive(order, [(1, "8", "0")]).status == 200)
    let returned = PurchaseDesk.name("b")
    let answer = try desk.client.post(
      "/po/return",
      [
        "po_id": order, "return_no": returned,
        "lines": [["line_no": 1, "qty": 2] as [String: Any]],
      ])
    let number = try #require(answer.string("po_no"), "\(answer.http.text)")
    #expect(try desk.findings(number).isEmpty && desk.findings(returned).isEmpty)
    let finding = damage.finding.replacing("$", with: number).replacing("%", with: returned)
    try SharedBooks.alone {
      try desk.stack.sql(damage.sql.replacing("#", with: "\(order)"))
      defer { _ = try? desk.stack.sql(damage.repair.replacing("#", with: "\(order)")) }
      #expect(try !desk.findings(finding).isEmpty)
    }
  }
}
