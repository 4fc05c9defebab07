import Foundation
import StackKit
import Testing

/// Aim: the operator's audit speaks about each order whose payments, shares or refunds do not fit.
@Suite struct OrderAuditTests {
  /// `#` stands for the order's number.
  private static let order = "(SELECT order_id FROM sales_order WHERE order_no = '#')"

  static let damages = [
    AuditDamage(
      testDescription: "a payment that is not the order's",
      sql: "UPDATE sales_payment SET amount = amount + 1 WHERE order_id = \(order)",
      repair: "UPDATE sales_payment SET amount = amount - 1 WHERE order_id = \(order)",
      finding: "order # (part_refunded): payable 20.00, paid 21.00"),
    AuditDamage(
      testDescription: "a transaction that nobody has",
      sql: "UPDATE sales_payment SET txn_claim = NULL WHERE order_id = \(order)",
      repair: "UPDATE sales_payment SET txn_claim = txn_no WHERE order_id = \(order)",
      finding: "transaction t# by card: 1 payments, 0 of them have it as their own"),
    AuditDamage(
      testDescription: "a share that no coupon gave",
      sql: "UPDATE sales_order_line SET coupon_discount = 0.01 WHERE order_id = \(order)",
      repair: "UPDATE sales_order_line SET coupon_discount = 0 WHERE order_id = \(order)",
      finding: "order #: coupon 0.00, lines 0.01; points 0.00, lines 0.00"),
    AuditDamage(
      testDescription: "money that went back twice",
      sql: "UPDATE sales_order SET refunded = refunded + 1 WHERE order_no = '#'",
      repair: "UPDATE sales_order SET refunded = refunded - 1 WHERE order_no = '#'",
      finding: "order # (part_refunded): refunded 6.00, lines 10.00, paid back 5.00, charged 5.00"),
    AuditDamage(
      testDescription: "points that nobody spent",
      sql: "UPDATE sales_refund SET points = 7 WHERE order_id = \(order)",
      repair: "UPDATE sales_refund SET points = 0 WHERE order_id = \(order)",
      finding: "order #: spent 0, paid with 0.00, back 7, charged 0"),
    AuditDamage(
      testDescription: "a charge for a gift that came back",
      sql: "UPDATE sales_order_gift SET charged_qty = 0 WHERE order_id = \(order)",
      repair: "UPDATE sales_order_gift SET charged_qty = 1 WHERE order_id = \(order)",
      finding: "order #: borne 5.0000, charged 0.00"),
    AuditDamage(
      testDescription: "a gift that no refund brought",
      sql: """
        UPDATE sales_order_gift SET charged_qty = 0, refunded_qty = 1 WHERE order_id = \(order)
        """,
      repair: """
        UPDATE sales_order_gift SET charged_qty = 1, refunded_qty = 0 WHERE order_id = \(order)
        """,
      finding: "order # line 2: refunded 1.0000, refunds 0.0000"),
    AuditDamage(
      testDescription: "a line that bore more than its discount",
      sql: "UPDATE sales_order_line SET points_discount = 0.01 WHERE order_id = \(order)",
      repair: "UPDATE sales_order_line SET points_discount = 0 WHERE order_id = \(order)",
      finding: "order # line 1: discount 0.00, shares 0.01; payable 20.00, back 10.00"),
    AuditDamage(
      testDescription: "a line of which more came back than it cost",
      sql: "UPDATE sales_order_line SET refunded_amount = 21 WHERE order_id = \(order)",
      repair: "UPDATE sales_order_line SET refunded_amount = 10 WHERE order_id = \(order)",
      finding: "order # line 1: discount 0.00, shares 0.00; payable 20.00, back 21.00"),
    AuditDamage(
      testDescription: "a charge that no line bears",
      sql: "UPDATE sales_refund SET gift_charge = gift_charge + 1 WHERE order_id = \(order)",
      repair: "UPDATE sales_refund SET gift_charge = gift_charge - 1 WHERE order_id = \(order)",
      finding: "order # (part_refunded): refunded 5.00, lines 10.00, paid back 5.00, charged 6.00"),
    AuditDamage(
      testDescription: "more money than was paid",
      sql: "UPDATE sales_refund SET money = 20.01, amount = 20.01 WHERE order_id = \(order)",
      repair: "UPDATE sales_refund SET money = 5, amount = 5 WHERE order_id = \(order)",
      finding: "order #: money back 20.01 of 20.00, as points 0.00 of 0.00"),
    AuditDamage(
      testDescription: "points for what money had paid",
      sql: "UPDATE sales_refund SET money = 4 WHERE order_id = \(order)",
      repair: "UPDATE sales_refund SET money = 5 WHERE order_id = \(order)",
      finding: "order #: money back 4.00 of 20.00, as points 1.00 of 0.00"),
    AuditDamage(
      testDescription: "points charged for gifts that no share bore",
      sql: "UPDATE sales_refund SET gift_points = 3 WHERE order_id = \(order)",
      repair: "UPDATE sales_refund SET gift_points = 0 WHERE order_id = \(order)",
      finding: "order #: spent 0, paid with 0.00, back 0, charged 3"),
    AuditDamage(
      testDescription: "a gift that is charged and came back",
      sql: "UPDATE sales_order_gift SET refunded_qty = 1 WHERE order_id = \(order)",
      repair: "UPDATE sales_order_gift SET refunded_qty = 0 WHERE order_id = \(order)",
      finding: "order # line 2: given 1.0000, charged 1.0000, came back 1.0000"),
  ]

  /// Two pieces, of which one came back; the gift for two did not.
  @Test func findsDamage() throws {
    let shop = try SalesCounter()
    let goods = try shop.goods(price: "10.00")
    let gift = try shop.goods(price: "5.00")
    let made = try shop.client.post(
      "/promo/create",
      [
        "name": "促销", "type": "buy_gift", "scope": ["store_ids": [shop.store]],
        "rule": ["sku_id": goods.sku, "buy_qty": 2, "gift_sku_id": gift.sku, "gift_qty": 1],
        "starts_at": "2020-01-01T00:00:00Z", "ends_at": "2999-01-01T00:00:00Z",
      ])
    let promotion = try #require(made.int("promo_id"), "\(made.http.text)")
    #expect(try shop.client.post("/promo/enable", ["promo_id": promotion]).status == 200)
    usleep(1_100_000)
    let number = try shop.order(goods, 2)
    let paid = try shop.client.post(
      "/order/pay",
      [
        "order_no": number,
        "payments": [["method": "card", "amount": "20.00", "txn_no": "t\(number)"]],
      ])
    #expect(paid.status == 200, "\(paid.http.text)")
    try shop.wait(number, "stock_status", "issued")
    let back = try shop.client.post(
      "/order/refund",
      [
        "order_no": number, "refund_no": SalesCounter.name("r"),
        "lines": [["sku_id": goods.sku, "qty": 1]],
      ])
    #expect(back.string("gift_charge") == "5.00", "\(back.http.text)")
    func findings() throws -> String {
      try shop.stack.operate("audit").output.split(separator: "\n")
        .filter { $0.contains(number) }.joined(separator: "\n")
    }
    #expect(try findings() == "")
    for damage in Self.damages { try damage.expectFound(on: shop.stack, ["#": number]) }
    #expect(try findings() == "")
  }
}
