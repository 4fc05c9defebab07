import Foundation
import StackKit
import Testing

/// Aim: what names no warehouse goes into and out of its store's own (contract 2, B).
@Suite struct StoreWarehouseTests {
  let till: Till
  var shop: SalesCounter { till.shop }

  init() throws { till = try Till() }

  @Test func aStoreGoesThroughItsOwnWarehouse() throws {
    let (goods, own) = (try shop.goods(stock: 0), try shop.warehouse(of: shop.store))
    let manager = try shop.employee("store_manager")
    try shop.receive(5, of: goods, by: manager)
    #expect(try shop.onHand(goods) == [own: "5.0000"])

    let placed = try shop.client.post("/order/create", shop.body([(goods, 2)]))
    #expect(placed.int("warehouse_id") == own, "\(placed.http.text)")
    let lock = try manager.post(
      "/stock/lock", ["ref_no": SalesCounter.name("k"), "lines": lines(goods, 1)])
    #expect(lock.int("warehouse_id") == own, "\(lock.http.text)")
    let level = try shop.client.get("/stock/\(goods.sku)?warehouse_id=\(own)")
    #expect(level.string("locked") == "3.0000", "\(level.http.text)")

    #expect(try till.sync([till.sale(1, [(goods, "1", "9.90")], payable: "9.90")]).status == 200)
    try expectSale(from: own)
    #expect(try shop.onHand(goods) == [own: "4.0000"])

    let left = try manager.post(
      "/stock/out",
      ["ref_type": "manual", "ref_no": SalesCounter.name("x"), "lines": lines(goods, 1)])
    #expect(left.int("moves.0.warehouse_id") == own, "\(left.http.text)")
    let counted = try manager.post(
      "/stock/count",
      [
        "ref_no": SalesCounter.name("c"),
        "lines": [["sku_id": goods.sku, "counted_qty": 8]],
      ])
    #expect(counted.int("moves.0.warehouse_id") == own, "\(counted.http.text)")
    let supplier = try shop.client.post(
      "/po/supplier/create", ["code": SalesCounter.name("v"), "name": "供应商"])
    let ordered = try manager.post(
      "/po/create",
      [
        "supplier_id": try #require(supplier.int("supplier_id")),
        "lines": [["sku_id": goods.sku, "qty": 1, "price": 1]],
      ])
    #expect(ordered.int("warehouse_id") == own, "\(ordered.http.text)")
  }

  @Test func aStoreWithoutOneUsesTheDefaultWarehouse() throws {
    let goods = try shop.goods(stock: 0)
    try shop.receive(5, of: goods, by: try shop.employee("store_manager"))
    let placed = try shop.client.post("/order/create", shop.body([(goods, 1)]))
    #expect(placed.int("warehouse_id") == 1, "\(placed.http.text)")
    #expect(try till.sync([till.sale(1, [(goods, "1", "9.90")], payable: "9.90")]).status == 200)
    try expectSale(from: 1)
    #expect(try shop.onHand(goods) == [1: "4.0000"])
    #expect(try shop.assigned(shop.store) == ["sale": 1, "receipt": 1, "return": 1])
  }

  /// Who acts for the whole house means the default warehouse, also where a store has its own.
  @Test func theWholeHouseReceivesIntoTheDefaultWarehouse() throws {
    _ = try shop.warehouse(of: shop.store)
    #expect(try shop.onHand(try shop.goods(stock: 3)) == [1: "3.0000"])
  }

  @Test func anAssignmentIsInForceSoon() throws {
    let goods = try shop.goods(stock: 9)
    let (own, shared) = (try shop.warehouse(of: shop.store), try shop.warehouse(of: nil))
    #expect(try shop.assigned(shop.store) == ["sale": own, "receipt": own, "return": own])
    let second = try shop.warehouse(of: shop.store)
    #expect(try shop.assigned(shop.store)["sale"] == own)
    for place in [shared, second, 1] {
      let answer = try shop.assign(place, to: shop.store, "sale")
      #expect(answer.status == 200, "\(answer.http.text)")
      #expect(try shop.assigned(shop.store) == ["sale": place, "receipt": own, "return": own])
    }
    try waitForOrder(of: goods, from: 1)
  }

  @Test func aStoreTakesThatOfTheNearestAbove() throws {
    let made = try shop.client.post(
      "/user/org/create",
      ["code": SalesCounter.name("s"), "name": "分店", "kind": "store", "parent_id": shop.store])
    let below: Int = try #require(made.int("org_id"), "\(made.http.text)")
    let own = try shop.warehouse(of: shop.store)
    let answer = try shop.client.get("/stock/warehouse/of?org_id=\(below)")
    let places = answer.data as? [[String: Any]] ?? []
    #expect(places.map { $0["from_org_id"] as? Int } == [shop.store, shop.store, shop.store])
    #expect(try shop.assigned(below) == ["sale": own, "receipt": own, "return": own])
    #expect(try shop.assign(own, to: below, "sale").status == 200)
  }

  @Test func onlyWarehousesOfTheLineAreAssigned() throws {
    let other = try SalesCounter()
    let theirs = try shop.warehouse(of: other.store)
    for place in [theirs, 999_999_999] {
      let answer = try shop.assign(place, to: shop.store, "sale")
      #expect(answer.status == 404 && answer.error == "stock.warehouse_not_found")
    }
    let manager = try shop.employee("store_manager")
    let body: [String: Any] = ["org_id": other.store, "warehouse_id": theirs, "purpose": "sale"]
    #expect(try manager.post("/stock/warehouse/assign", body).error == "stock.org_not_found")
    let asked = try manager.get("/stock/warehouse/of?org_id=\(other.store)")
    #expect(asked.status == 404 && asked.error == "stock.org_not_found", "\(asked.http.text)")
    let own = try manager.post(
      "/stock/warehouse/assign",
      ["org_id": shop.store, "warehouse_id": try shop.warehouse(of: nil), "purpose": "sale"])
    #expect(own.status == 200, "\(own.http.text)")
    let clerk = try shop.employee("store_clerk")
    #expect(try clerk.post("/stock/warehouse/assign", body).status == 403)
  }

  private func lines(_ goods: SalesCounter.Goods, _ quantity: Int) -> [[String: Any]] {
    [["sku_id": goods.sku, "qty": quantity]]
  }

  /// The till's one sale.
  private func expectSale(from warehouse: Int) throws {
    let sold = try shop.client.get("/order/list?store_id=\(shop.store)")
    let sale = sold.items.first { $0["channel"] as? String == "till" }
    #expect(sale?["oversold"] as? Bool == false, "\(sold.http.text)")
    let order = try shop.client.get("/order/\(sale?["order_no"] as? String ?? "")")
    #expect(order.int("warehouse_id") == warehouse, "\(order.http.text)")
  }

  /// Another process has noticed when an order of the store goes there.
  private func waitForOrder(of goods: SalesCounter.Goods, from warehouse: Int) throws {
    let end = Date().addingTimeInterval(20)
    var last = ""
    while Date() < end {
      let placed = try shop.client.post("/order/create", shop.body([(goods, 1)]))
      if placed.int("warehouse_id") == warehouse { return }
      last = placed.http.text
      usleep(50_000)
    }
    Issue.record("no order out of \(warehouse): \(last)")
  }
}
