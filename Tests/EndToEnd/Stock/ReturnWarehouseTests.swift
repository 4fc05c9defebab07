import Foundation
import StackKit
import Testing

/// Aim: each purpose has its own warehouse, and what customers bring back goes into the store's for
/// returns (contract 2, B).
@Suite struct ReturnWarehouseTests {
  let till: Till
  /// By purpose.
  let sale: Int
  let receipt: Int
  let back: Int
  let goods: SalesCounter.Goods
  let receiptNumber = SalesCounter.name("o")
  var shop: SalesCounter { till.shop }

  init() throws {
    till = try Till()
    let shop = till.shop
    sale = try shop.warehouse(of: shop.store)
    (receipt, back) = (
      try shop.warehouse(of: shop.store), try shop.warehouse(of: shop.store)
    )
    goods = try shop.goods(stock: 0)
    for (place, purpose) in [(receipt, "receipt"), (back, "return")] {
      let answer = try shop.assign(place, to: shop.store, purpose)
      #expect(answer.status == 200, "\(answer.http.text)")
    }
  }

  /// Goods at 4.00 in the warehouse that the store sells out of.
  private func stock(_ quantity: Int) throws {
    let answer = try shop.client.post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": receiptNumber, "warehouse_id": sale,
        "lines": [["sku_id": goods.sku, "qty": quantity, "unit_cost": "4"] as [String: Any]],
      ])
    try #require(answer.status == 201, "\(answer.http.text)")
  }

  private func sold(_ quantity: Int, wait: Bool = true) throws -> String {
    let number = try shop.order(goods, quantity)
    let due = try #require(try shop.client.get("/order/\(number)").string("payable"))
    #expect(try shop.pay(number, [("cash", due)]).status == 200)
    if wait { try shop.wait(number, "stock_status", "issued") }
    return number
  }

  private func refund(
    _ number: String, _ lines: [[String: Any]]? = nil, as refund: String = SalesCounter.name("r")
  ) throws -> APIAnswer {
    var body: [String: Any] = ["order_no": number, "refund_no": refund]
    body["lines"] = lines
    return try shop.client.post("/order/refund", body)
  }

  private func onHand() throws -> [Int: String] {
    try shop.onHand(goods).filter { $0.value != "0.0000" }
  }

  @Test func eachPurposeHasItsOwn() throws {
    let manager = try shop.employee("store_manager")
    let arrived = try manager.post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": SalesCounter.name("o"),
        "lines": [["sku_id": goods.sku, "qty": 1]],
      ])
    #expect(arrived.int("moves.0.warehouse_id") == receipt, "\(arrived.http.text)")
    let counted = try manager.post(
      "/stock/count",
      [
        "ref_no": SalesCounter.name("c"),
        "lines": [["sku_id": goods.sku, "counted_qty": 2]],
      ])
    #expect(counted.int("moves.0.warehouse_id") == receipt, "\(counted.http.text)")
    let part = try shop.goods(stock: 0)
    let bill = try shop.client.post(
      "/mo/bom/template/create",
      [
        "sku_id": goods.sku, "version": "1",
        "components": [["sku_id": part.sku, "qty": "1"] as [String: Any]],
      ])
    #expect(bill.status == 201, "\(bill.http.text)")
    let made = try shop.employee("planner").post(
      "/mo/create", ["sku_id": goods.sku, "qty": "1"])
    #expect(made.int("warehouse_id") == receipt, "\(made.http.text)")
    let ordered = try manager.post(
      "/po/create",
      [
        "supplier_id": try #require(
          try shop.client.post(
            "/po/supplier/create", ["code": SalesCounter.name("v"), "name": "供应商"]
          ).int("supplier_id")),
        "lines": [["sku_id": goods.sku, "qty": 1, "price": 1]],
      ])
    #expect(ordered.int("warehouse_id") == receipt, "\(ordered.http.text)")
    try stock(9)
    let lock = try manager.post(
      "/stock/lock",
      ["ref_no": SalesCounter.name("k"), "lines": [["sku_id": goods.sku, "qty": 1]]])
    #expect(lock.int("warehouse_id") == sale, "\(lock.http.text)")
    let left = try manager.post(
      "/stock/out",
      [
        "ref_type": "manual", "ref_no": SalesCounter.name("x"),
        "lines": [["sku_id": goods.sku, "qty": 1]],
      ])
    #expect(left.int("moves.0.warehouse_id") == sale, "\(left.http.text)")
    let scrap = try shop.assign(back, to: shop.store, "scrap")
    #expect(scrap.status == 400, "nothing is scrapped yet: \(scrap.http.text)")
  }

  /// Where it was sold does not matter, nor whether the goods had left; what it cost does.
  @Test func whatCustomersBringBack() throws {
    try stock(9)
    let number = try sold(3)
    #expect(try refund(number, [["line_no": 1, "qty": 1]]).status == 200)
    #expect(try onHand() == [sale: "6.0000", back: "1.0000"])
    let whole = try sold(2, wait: false)
    #expect(try refund(whole).status == 200)
    #expect(try onHand() == [sale: "4.0000", back: "3.0000"])
    let printed = try till.sync([till.sale(1, [(goods, "1", "9.90")], payable: "9.90")])
    let offline = try #require(printed.string("results.0.order_no"), "\(printed.http.text)")
    #expect(try refund(offline).status == 200)
    #expect(try onHand() == [sale: "3.0000", back: "4.0000"])
    let desk = try CostDesk()
    try desk.expect(goods.sku, unitCost: "4.000000", onHand: "7.0000", value: "28.000000")
    try expectCleanBooks([number, whole, offline])
  }

  /// Goods that the refund names as not shipped never left the order's warehouse. Both at once are
  /// one document.
  @Test func whatHadNotBeenShipped() throws {
    try stock(9)
    let number = try sold(5)
    let shipped = try shop.client.post(
      "/order/ship",
      ["order_no": number, "lines": [["sku_id": goods.sku, "qty": 2] as [String: Any]]])
    #expect(shipped.status == 200, "\(shipped.http.text)")
    let both = try refund(
      number,
      [
        ["line_no": 1, "qty": 1], ["line_no": 1, "qty": 2, "from": "unshipped"],
      ])
    #expect(both.status == 200, "\(both.http.text)")
    #expect(try onHand() == [sale: "6.0000", back: "1.0000"])
    let moves = try shop.stack.sql(
      """
      SELECT warehouse_id, quantity, COUNT(*) OVER (PARTITION BY document_id) FROM stock_move \
      WHERE sku_id = \(goods.sku) AND ref_type = 'return' ORDER BY warehouse_id
      """)
    #expect(moves == [["\(sale)", "2.0000", "2"], ["\(back)", "1.0000", "2"]])
    // What nobody named is with the customer, also where no parcel was written.
    #expect(try refund(number).status == 200)
    #expect(try onHand() == [sale: "6.0000", back: "3.0000"])
    try expectCleanBooks([number])
  }

  /// A repeated refund is the first one, wherever returns go meanwhile; the next goes there.
  @Test func aRefundKeepsWhatItGot() throws {
    try stock(9)
    let number = try sold(2)
    let name = SalesCounter.name("r")
    let first = try refund(number, [["line_no": 1, "qty": 1]], as: name)
    #expect(first.status == 200, "\(first.http.text)")
    let other = try shop.warehouse(of: nil)
    #expect(try shop.assign(other, to: shop.store, "return").status == 200)
    usleep(1_100_000)
    let again = try refund(number, [["line_no": 1, "qty": 1]], as: name)
    #expect(again.dataText == first.dataText, "\(again.http.text)")
    #expect(try onHand() == [sale: "7.0000", back: "1.0000"])
    #expect(try refund(number).status == 200)
    #expect(try onHand() == [sale: "7.0000", back: "1.0000", other: "1.0000"])
    try expectCleanBooks([number])
  }

  /// A store without one of its own takes goods back into the order's, whatever those above have.
  @Test func aStoreWithoutOne() throws {
    let made = try shop.client.post(
      "/user/org/create",
      ["code": SalesCounter.name("s"), "name": "分店", "kind": "store", "parent_id": shop.store])
    let below: Int = try #require(made.int("org_id"), "\(made.http.text)")
    try stock(9)
    var body = shop.body([(goods, 2)])
    body["store_id"] = below
    let placed = try shop.client.post("/order/create", body)
    let number = try #require(placed.string("order_no"), "\(placed.http.text)")
    #expect(placed.int("warehouse_id") == sale)
    #expect(try shop.pay(number, [("cash", "19.80")]).status == 200)
    try shop.wait(number, "stock_status", "issued")
    #expect(try refund(number).status == 200)
    #expect(try onHand() == [sale: "9.0000"])
    try expectCleanBooks([number])
  }

  private func expectCleanBooks(_ words: [String]) throws {
    let audit = try SharedBooks.alone { try shop.stack.operate("audit").output }
    for word in words { #expect(!audit.contains(word), "\(audit.prefix(2_000))") }
  }
}
