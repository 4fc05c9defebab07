import Foundation
import StackKit
import Testing

/// Aim: a late price counts for the goods of its receipt, and for no others.
@Suite struct CostReceiptTests {
  let desk: CostDesk

  init() throws { desk = try CostDesk() }

  private func adjust(_ sku: Int, _ more: [String: Any], to cost: String) throws -> APIAnswer {
    _ = try desk.cost(sku)
    let body: [String: Any] = [
      "adjust_no": desk.name("a"), "sku_id": sku, "unit_cost": cost, "reason": "发票价",
    ]
    return try desk.client.post("/cost/adjust", body.merging(more) { $1 })
  }

  private func adjust(_ sku: Int, _ number: String, to cost: String) throws -> APIAnswer {
    try adjust(sku, ["ref_type": "purchase", "ref_no": number], to: cost)
  }

  @Test func goodsThatCameAfterwardsStayWhatTheyAre() throws {
    let sku = try desk.newSKU()
    let receipt = try desk.receive(sku, "10", cost: "10")
    try desk.issue(sku, "10")
    try desk.receive(sku, "10", cost: "20")
    let late = try adjust(sku, receipt, to: "12")
    #expect(
      [late.string("value"), late.string("amount"), late.string("variance")]
        == ["200.000000", "0.000000", "20.000000"], "\(late.http.text)")
    try desk.expectCalculated(["sku_id": sku])
  }

  @Test func aMistakenPriceIsUndone() throws {
    let sku = try desk.newSKU()
    try desk.receive(sku, "100", cost: "5")
    let wrong = try desk.receive(sku, "15", cost: "2000")
    try desk.issue(sku, "10")
    let late = try adjust(sku, wrong, to: "5")
    #expect(late.string("value") == "525.000000", "\(late.http.text)")
    try desk.expectCalculated(["sku_id": sku])
  }

  /// What was sold and comes back brings its part of the receipt along.
  @Test func goodsThatComeBackTakeTheLatePriceToo() throws {
    let shop = try SalesCounter()
    let goods = try shop.goods(price: "20", stock: 0)
    let receipt = try desk.receive(goods.sku, "10", cost: "10")
    let number = try shop.order(goods, 10)
    #expect(try shop.pay(number, [("cash", "200")]).status == 200)
    try shop.wait(number, "stock_status", "issued")
    let refund = try desk.client.post(
      "/order/refund",
      [
        "order_no": number, "refund_no": desk.name("rf"),
        "lines": [["sku_id": goods.sku, "qty": 4] as [String: Any]],
      ])
    try #require(refund.status < 300, "\(refund.http.text)")
    let late = try adjust(goods.sku, receipt, to: "12")
    #expect(
      [late.string("value"), late.string("amount"), late.string("variance")]
        == ["48.000000", "8.000000", "12.000000"], "\(late.http.text)")
    try desk.expectCalculated(["sku_id": goods.sku])
  }

  @Test func aReceiptIsNamedOneWay() throws {
    let sku = try desk.newSKU()
    try desk.receive(sku, "1", cost: "1")
    let both = try adjust(
      sku, ["document_id": 1, "ref_type": "purchase", "ref_no": "R"], to: "1")
    #expect(both.status == 400 && both.error == "request.invalid", "\(both.http.text)")
    let none = try adjust(sku, [:], to: "1")
    #expect(none.status == 400, "\(none.http.text)")
    #expect(Set(none.details.compactMap { $0["field"] as? String }) == ["ref_type", "ref_no"])
    let unknown = try adjust(sku, ["document_id": 999_999_999], to: "1")
    #expect(unknown.error == "cost.receipt_not_found", "\(unknown.http.text)")
  }
}
