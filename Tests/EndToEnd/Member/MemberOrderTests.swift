import Foundation
import StackKit
import Testing

/// Aim: a paid order earns once, whatever is delivered twice, and refunds take back their share.
@Suite struct MemberOrderTests {
  let desk: MemberDesk
  let shop: SalesCounter
  let client: APIClient

  init() throws {
    desk = try MemberDesk()
    shop = try SalesCounter()
    client = desk.client()
  }

  /// Pays an order of the member for one piece.
  private func pay(_ price: String, for member: Int) throws -> String {
    var body = shop.body([(try shop.goods(price: price), 1)])
    body["member_id"] = member
    let created = try client.post("/order/create", body)
    let number = try #require(created.string("order_no"), "\(created.http.text)")
    let paid = try shop.pay(number, [("cash", price)])
    #expect(paid.status == 200, "\(paid.http.text)")
    return number
  }

  private func points(_ member: Int) throws -> Int {
    try client.get("/member/\(member)").int("points") ?? -1
  }

  @Test func aPaidOrderEarnsOnce() throws {
    let member = try desk.member(client)
    let number = try pay("1234.90", for: member)
    try desk.wait(for: 1234) { try points(member) }
    let log = try client.get("/member/\(member)/point/list")
    #expect(log.string("items.0.ref_no") == number && log.string("items.0.reason") == "earn")
    #expect(log.int("items.0.level") == 2, "\(log.http.text)")
    // The next one earns at the level that the first has led to: 1.10 for each 1.00.
    _ = try pay("99.99", for: member)
    try desk.wait(for: 1234 + 109) { try points(member) }
    // Delivered again, as after a Redis that went back in time.
    try desk.stack.sql(
      "UPDATE outbox SET state = 0 "
        + "WHERE type = 'OrderPaid' AND event_key = '\(number)'")
    usleep(1_000_000)
    #expect(try points(member) == 1343)
    #expect(try client.get("/member/\(member)/point/list").items.count == 2)
    let events = try desk.stack.sql(
      "SELECT COUNT(*) FROM outbox WHERE type = 'MemberPointChanged' AND event_key = '\(member)'")
    #expect(events == [["2"]])
    #expect(try desk.faults(client) == [])
  }

  @Test func nobodysOrderEarnsNothing() throws {
    // Placed in the shop it would be refused; a till that was offline could not know.
    let number = try offlineSale("50.00", of: 999_999_999)
    let claimed = try desk.stack.sql(
      "SELECT claimed_member_id FROM sales_order WHERE order_no = '\(number)' "
        + "AND member_id IS NULL")
    #expect(claimed == [["999999999"]])
    let small = try desk.member(client)
    let other = try pay("0.99", for: small)
    try desk.wait(for: [["0"]]) {
      try desk.stack.sql("SELECT earned FROM point_order WHERE order_no = '\(other)'")
    }
    #expect(try points(small) == 0)
  }

  /// Brings in what a till sold while it was offline.
  private func offlineSale(_ price: String, of member: Int) throws -> String {
    let goods = try shop.goods(price: price)
    let device = SalesCounter.name("till")
    _ = try client.post("/pos/register", ["device_id": device, "store_id": shop.store])
    let sale: [String: Any] = [
      "client_id": "1", "seq": 1, "sold_at": "2026-11-22T12:00:00+08:00", "member_id": member,
      "lines": [["sku_id": goods.sku, "qty": 1, "price": price] as [String: Any]],
      "payable": price, "payments": [["method": "cash", "amount": price]],
    ]
    let answer = try client.post(
      "/pos/sync", ["device_id": device, "orders": [sale]] as [String: Any])
    return try #require(answer.string("results.0.order_no"), "\(answer.http.text)")
  }

  /// Publishes what the order centre says of a refund.
  private func refund(
    _ order: String, of member: Int, payable: String, _ amount: String, _ number: String
  ) throws {
    let payload =
      "{\"order_id\":1,\"order_no\":\"\(order)\",\"channel\":\"POS\",\"store_id\":1,"
      + "\"warehouse_id\":1,\"member_id\":\(member),\"original\":\"\(payable)\","
      + "\"discount\":\"0.00\",\"payable\":\"\(payable)\",\"lines\":[],\"payments\":[],"
      + "\"refund_no\":\"\(number)\",\"amount\":\"\(amount)\",\"points_returned\":0,"
      + "\"refunded_lines\":[]}"
    try desk.stack.sql(
      "INSERT INTO outbox (stream, type, version, occurred_at, source, event_key, request_id, "
        + "payload) VALUES ('order', 'OrderRefunded', 1, NOW(6), 'erp-order', '\(order)', "
        + "'r-\(number)', '\(payload)')")
  }

  @Test func refundsTakeBackTheirShare() throws {
    let member = try desk.member(client)
    let order = try pay("30.00", for: member)
    try desk.wait(for: 30) { try points(member) }
    let numbers = (0..<3).map { _ in MemberDesk.number("r") }
    try refund(order, of: member, payable: "30.00", "9.99", numbers[0])
    try desk.wait(for: 21) { try points(member) }
    #expect(try client.get("/member/\(member)").int("growth") == 21)
    // Most of the rest is spent: the next refund takes what is there, and what is not is owed.
    try desk.change(member, by: -18, "redeem", on: client)
    try refund(order, of: member, payable: "30.00", "10.01", numbers[1])
    try desk.wait(for: 0) { try points(member) }
    #expect(try client.get("/member/\(member)").int("growth") == 10)
    let log = try client.get("/member/\(member)/point/list?reason=refund")
    #expect(log.items.compactMap { $0["change"] as? Int } == [-9, -3], "\(log.http.text)")
    #expect(log.items.compactMap { $0["shortfall"] as? Int } == [0, 8])
    #expect(log.items.compactMap { $0["debt_change"] as? Int } == [0, 8])
    let owing = try client.get("/member/\(member)")
    #expect(owing.int("points_debt") == 8 && owing.int("balance") == -8, "\(owing.http.text)")
    // New points pay the debt first.
    let gain = try desk.change(member, by: 100, "adjust", on: client)
    #expect(gain.int("debt_paid") == 8 && gain.int("points") == 92, "\(gain.http.text)")
    #expect(gain.int("points_debt") == 0 && gain.int("balance") == 92)
    try refund(order, of: member, payable: "30.00", "10.00", numbers[2])
    try desk.wait(for: 82) { try points(member) }
    #expect(try client.get("/member/\(member)").int("growth") == 0)
    #expect(try desk.faults(client) == [])
  }
}
