import Foundation
import StackKit
import Testing

/// Aim: goods are worth what the contract says, as they come and go.
@Suite struct CostScenarioTests {
  let desk: CostDesk

  init() throws { desk = try CostDesk() }

  @Test func movingAverage() throws {
    let sku = try desk.newSKU()
    let new = try desk.client.get("/cost/\(sku)")
    #expect(new.string("value") == "0.000000" && new.string("method") == "moving_average")
    try desk.receive(sku, "10", cost: "5")
    try desk.receive(sku, "5", cost: "8")
    try desk.expect(sku, unitCost: "6.000000", onHand: "15.0000", value: "90.000000")
    try desk.issue(sku, "4")
    try desk.expect(sku, unitCost: "6.000000", onHand: "11.0000", value: "66.000000")
    try desk.issue(sku, "11")
    try desk.expect(sku, unitCost: "6.000000", onHand: "0.0000", value: "0.000000")
    #expect(
      try desk.amounts(sku) == ["50.000000", "40.000000", "-24.000000", "-66.000000"])
    let page = try desk.client.get("/cost/\(sku)/history?size=3")
    #expect(page.string("next") == "3", "\(page.http.text)")
    let rest = try desk.client.get("/cost/\(sku)/history?size=3&after=3")
    #expect(rest.string("items.0.amount") == "-66.000000" && rest.string("next") == nil)
    try desk.expectCalculated(["sku_id": sku])
  }

  @Test func standardCostAndItsChange() throws {
    let sku = try desk.newSKU(standard: "5")
    try desk.receive(sku, "10", cost: "5.7")
    try desk.issue(sku, "4")
    try desk.expect(sku, unitCost: "5.000000", onHand: "6.0000", value: "30.000000")
    let item = try desk.client.get("/item/sku/\(sku)")
    let itemID = try #require(item.int("item_id"), "\(item.http.text)")
    let whole = try desk.client.get("/item/\(itemID)")
    let version = try #require(whole.int("version"), "\(whole.http.text)")
    let changed = try desk.client.put(
      "/item/\(itemID)",
      [
        "version": version,
        "skus": [["sku_id": sku, "standard_cost": "6"] as [String: Any]],
      ])
    try #require(changed.status == 200, "\(changed.http.text)")
    try desk.waitUntil("revalued", 20) {
      try desk.client.get("/cost/\(sku)").string("value") == "36.000000"
    }
    try desk.expectCalculated(["sku_id": sku])
  }

  @Test func goodsThatNeverMovedHaveAnEmptyHistory() throws {
    let sku = try desk.newSKU()
    let history = try desk.client.get("/cost/\(sku)/history")
    #expect(history.status == 200 && history.items.isEmpty, "\(history.http.text)")
    let unknown = try desk.client.get("/cost/9007199254740991/history")
    #expect(unknown.status == 404 && unknown.error == "cost.sku_not_found")
  }

  @Test func belowZeroIsSquaredByTheNextArrival() throws {
    let sku = try desk.newSKU(allowsNegative: true)
    try desk.receive(sku, "2", cost: "5")
    try desk.issue(sku, "5")
    try desk.expect(sku, unitCost: "5.000000", onHand: "-3.0000", value: "-15.000000")
    try desk.receive(sku, "10", cost: "6")
    try desk.expect(sku, unitCost: "6.000000", onHand: "7.0000", value: "42.000000")
    let history = try desk.client.get("/cost/\(sku)/history")
    #expect(history.string("items.2.variance") == "3.000000", "\(history.http.text)")
    try desk.expectCalculated(["sku_id": sku])
  }

  @Test func aTransferTakesItsValueAlong() throws {
    let sku = try desk.newSKU()
    let made = try desk.client.post(
      "/stock/warehouse/create", ["code": desk.name("w"), "name": "w"])
    let other = try #require(made.int("warehouse_id"), "\(made.http.text)")
    try desk.receive(sku, "3", cost: "3.333333")
    try desk.receive(sku, "4", cost: "1")
    let sent = try desk.client.post(
      "/stock/transfer",
      [
        "ref_no": desk.name("t"), "from_warehouse_id": 1, "to_warehouse_id": other,
        "lines": [["sku_id": sku, "qty": "2"] as [String: Any]],
      ])
    try #require(sent.status == 201, "\(sent.http.text)")
    let answer = try desk.cost(sku)
    #expect(answer.string("value") == "13.999999", "\(answer.http.text)")
    let amounts = try desk.amounts(sku)
    #expect(amounts[2] == "-" + amounts[3], "\(amounts)")
    try desk.expectCalculated(["sku_id": sku])
  }

  /// A sale leaves at the average of its day, and comes back at that, though the average has moved.
  @Test func aRefundComesBackAtTheCostItLeftAt() throws {
    let shop = try SalesCounter()
    let goods = try shop.goods(price: "20", stock: 0)
    try desk.receive(goods.sku, "10", cost: "10")
    let number = try shop.order(goods, 3)
    #expect(try shop.pay(number, [("cash", "60")]).status == 200)
    try shop.wait(number, "stock_status", "issued")
    try desk.receive(goods.sku, "7", cost: "20")
    try desk.expect(goods.sku, unitCost: "15.000000", onHand: "14.0000", value: "210.000000")
    for _ in 0..<2 {
      let refund = try desk.client.post(
        "/order/refund",
        [
          "order_no": number, "refund_no": desk.name("rf"),
          "lines": [["sku_id": goods.sku, "qty": 1] as [String: Any]],
        ])
      try #require(refund.status < 300, "\(refund.http.text)")
    }
    try desk.expect(goods.sku, unitCost: "14.375000", onHand: "16.0000", value: "230.000000")
    #expect(try desk.amounts(goods.sku).suffix(2) == ["10.000000", "10.000000"])
    try desk.expectCalculated(["sku_id": goods.sku])
  }

  @Test func aPurchaseAndItsReturn() throws {
    let buying = try PurchaseDesk()
    let sku = try buying.newSKUs(1)[0]
    let cheap = try buying.approved([(sku, "10", "10")])
    let dear = try buying.approved([(sku, "10", "20")])
    #expect(try buying.receive(cheap, [(1, "10", "0")]).status == 200)
    #expect(try buying.receive(dear, [(1, "10", "0")]).status == 200)
    try desk.expect(sku, unitCost: "15.000000", onHand: "20.0000", value: "300.000000")
    #expect(try buying.giveBack(dear, 1, "5").status == 200)
    try desk.expect(sku, unitCost: "13.333333", onHand: "15.0000", value: "200.000000")
    try desk.expectCalculated(["sku_id": sku])
  }

  @Test func aLatePriceCountsForWhatIsStillHere() throws {
    let sku = try desk.newSKU()
    let receipt = try desk.receive(sku, "10", cost: "10")
    try desk.issue(sku, "6")
    _ = try desk.cost(sku)
    let body: [String: Any] = [
      "adjust_no": desk.name("a"), "sku_id": sku, "ref_type": "purchase", "ref_no": receipt,
      "unit_cost": "12", "reason": "发票价",
    ]
    let first = try desk.client.post("/cost/adjust", body)
    #expect(first.status == 201, "\(first.http.text)")
    #expect(first.string("total") == "20.000000")
    #expect(first.string("amount") == "8.000000")
    #expect(first.string("variance") == "12.000000")
    let again = try desk.client.post("/cost/adjust", body)
    #expect(again.dataText == first.dataText)
    var other = body
    other["unit_cost"] = "13"
    #expect(try desk.client.post("/cost/adjust", other).error == "document.conflict")
    try desk.expect(sku, unitCost: "12.000000", onHand: "4.0000", value: "48.000000")
    // The next one counts from the corrected price.
    other["adjust_no"] = desk.name("a")
    #expect(try desk.client.post("/cost/adjust", other).string("total") == "10.000000")
    other["adjust_no"] = desk.name("a")
    other["ref_no"] = "nobody's"
    #expect(try desk.client.post("/cost/adjust", other).error == "cost.receipt_not_found")
    try desk.expectCalculated(["sku_id": sku])
  }

  @Test func whatIsNotThere() throws {
    #expect(try desk.client.post("/cost/calculate", ["sku_id": 999_999_999]).status == 404)
    #expect(try desk.client.get("/cost/999999999").error == "cost.sku_not_found")
    #expect(try desk.client.get("/cost/sheet/999999999").error == "cost.sheet_not_found")
  }

  @Test func ratesOfWorkCenters() throws {
    let center = desk.name("wc")
    let body: [String: Any] = [
      "work_center": center, "labor_per_hour": "30", "overhead_per_hour": "12.5",
    ]
    for rate in ["30", "36"] {
      var body = body
      body["labor_per_hour"] = rate
      #expect(try desk.client.post("/cost/rate/set", body).status == 200)
    }
    let rates = try desk.client.get("/cost/rate/list").data as? [[String: Any]] ?? []
    let mine = rates.first { $0["work_center"] as? String == center }
    #expect(mine?["labor_per_hour"] as? String == "36.0000", "\(rates)")
    let list = try desk.client.get("/cost/list?size=1&sort=-value")
    #expect(list.status == 200 && list.int("page") == 1, "\(list.http.text)")
  }
}
