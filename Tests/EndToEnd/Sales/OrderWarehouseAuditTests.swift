import StackKit
import Testing

/// Aim: the operator's audit speaks about each order whose goods lie where nothing says (invariant
/// 17).
@Suite struct OrderWarehouseAuditTests {
  /// `#` stands for the order's number, `%` for its refund's, `$` for the SKU, `@` for a warehouse
  /// that nothing names, and `~` for an unpaid order's number.
  static let damages = [
    AuditDamage(
      testDescription: "a sale out of another warehouse",
      sql: "UPDATE stock_move SET warehouse_id = @ WHERE ref_no = '#' AND sku_id = $",
      repair: "UPDATE stock_move SET warehouse_id = 1 WHERE ref_no = '#' AND sku_id = $",
      finding: "order # sku $: left warehouse @, not 1"),
    AuditDamage(
      testDescription: "a lock in another warehouse",
      sql: "UPDATE stock_lock SET warehouse_id = @ WHERE ref_no = '~'",
      repair: "UPDATE stock_lock SET warehouse_id = 1 WHERE ref_no = '~'",
      finding: "order ~ sku $: locked in warehouse @, not 1"),
    AuditDamage(
      testDescription: "a lock that nobody has",
      sql: "UPDATE stock_lock SET org_id = 0 WHERE ref_no = '~'",
      repair: """
        UPDATE stock_lock k JOIN sales_order o ON o.order_no = k.ref_no \
        SET k.org_id = o.store_id WHERE k.ref_no = '~'
        """,
      finding: "lock ~ (order) in warehouse 1 has no organisation"),
    AuditDamage(
      testDescription: "a return into a warehouse that nothing names",
      sql: "UPDATE stock_move SET warehouse_id = @ WHERE ref_no = '%' AND sku_id = $",
      repair: """
        UPDATE stock_move m JOIN sales_refund r ON r.refund_no = m.ref_no \
        SET m.warehouse_id = r.warehouse_id WHERE m.ref_no = '%' AND m.sku_id = $
        """,
      finding: "refund % of order # sku $: came back into warehouse @, not "),
    AuditDamage(
      testDescription: "a refund that names another warehouse than its goods came to",
      sql: "UPDATE sales_refund SET warehouse_id = @ WHERE refund_no = '%'",
      repair: """
        UPDATE sales_refund r JOIN stock_move m ON m.ref_no = r.refund_no \
        SET r.warehouse_id = m.warehouse_id WHERE r.refund_no = '%'
        """,
      finding: "refund % of order # sku $: came back into warehouse "),
  ]

  @Test func findsDamage() throws {
    let shop = try SalesCounter()
    let elsewhere = try shop.warehouse(of: nil)
    let back = try shop.warehouse(of: nil)
    #expect(try shop.assign(back, to: shop.store, "return").status == 200)
    let goods = try shop.goods(price: "10.00")
    let number = try shop.order(goods, 2)
    #expect(try shop.pay(number, [("cash", "20.00")]).status == 200)
    try shop.wait(number, "stock_status", "issued")
    let refund = SalesCounter.name("r")
    let answer = try shop.client.post("/order/refund", ["order_no": number, "refund_no": refund])
    #expect(answer.status == 200, "\(answer.http.text)")
    #expect(try shop.onHand(goods)[back] == "2.0000")
    let unpaid = try shop.order(goods, 1)
    func findings() throws -> [Substring] {
      try shop.stack.operate("audit").output.split(separator: "\n")
        .filter { $0.contains(number) || $0.contains(refund) || $0.contains(unpaid) }
    }
    #expect(try SharedBooks.alone(findings) == [])
    for damage in Self.damages {
      try damage.expectFound(
        on: shop.stack,
        [
          "#": number, "%": refund, "$": "\(goods.sku)", "@": "\(elsewhere)", "~": unpaid,
        ])
    }
    #expect(try SharedBooks.alone(findings) == [])
  }
}
