import Foundation
import StackKit

/// One document of each kind that belongs to a store, and the things that belong to everybody.
struct SceneDocuments: Sendable {
  /// The store's organisation, which is the store's id too.
  let store: Int
  let sku: Int
  /// The id or number for each path with a `{place}`, of documents that are the store's alone.
  let owned: [String: String]

  /// Paths whose things belong to all stores, with the reason.
  static let shared = [
    "/item/{id}": "the catalogue is one for all",
    "/item/sku/{sku_id}": "the catalogue is one for all",
    "/item/barcode/{code}": "the catalogue is one for all",
    "/item/price/{sku_id}": "prices are one for all",
    "/stock/{sku_id}": "a SKU is everybody's; its figures are of the caller's own warehouses",
    "/member/{id}": "a member buys in every store",
    "/member/{id}/point/list": "a member buys in every store",
    "/promo/{id}": "a promotion without a list of stores holds in all",
    "/member/coupon/template/{id}": "a template without a list of stores holds in all",
    "/item/unit/{unit}": "units are one for all",
    "/po/supplier/{id}": "suppliers are one for all",
    "/mo/bom/template/{id}": "bills of material are one for all",
    "/cost/{sku_id}": "a SKU has one cost in all stores",
    "/cost/{sku_id}/history": "a SKU has one cost in all stores",
  ]

  init(by admin: APIClient) throws {
    func made(_ path: String, _ body: [String: Any], _ id: String) throws -> Int {
      try SecurityScene.made(admin.post(path, body), id)
    }
    let store = try made(
      "/user/org/create", ["code": "MINE", "name": "mine", "parent_id": 1, "kind": "store"],
      "org_id")
    self.store = store
    let warehouse = try made(
      "/stock/warehouse/create", ["code": "MINE", "name": "mine", "org_id": store], "warehouse_id")
    let goods: [String: Any] = ["name": "goods", "skus": [["price": "2"], ["price": "5"]]]
    let item = try admin.post("/item/create", goods)
    let sku = try SecurityScene.made(item, "skus.0.sku_id")
    let product = try SecurityScene.made(item, "skus.1.sku_id")
    self.sku = sku
    let lines = [["sku_id": sku, "qty": 100, "unit_cost": "1"]]
    _ = try made(
      "/stock/in",
      ["ref_type": "opening", "ref_no": "O", "warehouse_id": warehouse, "lines": lines],
      "moves.0.move_id")
    let order = try made(
      "/order/create",
      [
        "channel": "pos", "store_id": store, "warehouse_id": warehouse,
        "lines": [["sku_id": sku, "qty": 1]],
      ], "order_id")
    let supplier = try made("/po/supplier/create", ["code": "V", "name": "v"], "supplier_id")
    let purchase = try made(
      "/po/create",
      [
        "supplier_id": supplier, "warehouse_id": warehouse,
        "lines": [["sku_id": sku, "qty": 1, "price": 1]],
      ], "po_id")
    _ = try made(
      "/mo/bom/template/create",
      ["sku_id": product, "version": "1", "components": [["sku_id": sku, "qty": 1]]],
      "bom_template_id")
    let production = try made(
      "/mo/create", ["sku_id": product, "qty": 1, "warehouse_id": warehouse], "mo_id")
    for step in ["release", "start"] {
      let answer = try admin.post("/mo/\(step)", ["mo_id": production])
      guard answer.status == 200 else { throw StackFault("/mo/\(step): \(answer.http.text)") }
    }
    // Completes it: only then it has a cost sheet.
    _ = try made(
      "/job/report", ["report_no": "J", "mo_id": production, "good_qty": 1], "report_id")
    let user = try made(
      "/user/create",
      ["username": "mine", "password": SecurityScene.password, "name": "x", "org_id": store],
      "user_id")
    owned = [
      "/order/{order}": "\(order)", "/po/{po}": "\(purchase)", "/mo/{mo}": "\(production)",
      "/job/{mo_id}/status": "\(production)", "/cost/sheet/{mo_id}": "\(production)",
      "/user/{id}": "\(user)",
    ]
  }
}
