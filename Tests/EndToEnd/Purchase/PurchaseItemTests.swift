import Foundation
import StackKit
import Testing

/// Aim: whatever the item centre does meanwhile, what was ordered can be received.
@Suite struct PurchaseItemTests {
  let desk: PurchaseDesk

  init() throws { desk = try PurchaseDesk() }

  private func item(_ sku: Int) throws -> APIAnswer {
    let found = try desk.client.get("/item/sku/\(sku)").int("item_id")
    return try desk.client.get("/item/\(try #require(found))")
  }

  private func delete(_ sku: Int) throws -> String? {
    try desk.client.delete("/item/\(try #require(item(sku).int("item_id")))").string("status")
  }

  @Test func goodsThatAreGivenUpStillComeIn() throws {
    let sku = try desk.newSKUs(1)[0]
    let order = try desk.approved([(sku, "5", "2")])
    let old = try item(sku)
    let turned = try desk.client.put(
      "/item/\(try #require(old.int("item_id")))",
      ["version": try #require(old.int("version")), "kind": "service"])
    #expect(turned.status == 409 && turned.error == "item.in_use", "\(turned.http.text)")
    #expect(try delete(sku) == "inactive")

    let number = PurchaseDesk.name("r")
    let receipt = try desk.receive(order, [(1, "5", "1")], number: number)
    #expect(receipt.string("status") == "part_received", "\(receipt.http.text)")
    #expect(try desk.onHand(sku) == 4)
    let origin = try desk.stack.sql(
      "SELECT ref_type, origin_type, origin_no FROM stock_move WHERE ref_no = '\(number)'")
    #expect(origin == [["purchase", "purchase", receipt.string("po_no") ?? "?"]])

    let next = try desk.create([(sku, "1", "2")])
    #expect(next.error == "stock.sku_inactive", "\(next.http.text)")
    let byHand = try desk.client.post(
      "/stock/in",
      [
        "ref_type": "purchase", "ref_no": PurchaseDesk.name("in"),
        "lines": [["sku_id": sku, "qty": "1"] as [String: Any]],
      ])
    #expect(byHand.error == "stock.sku_inactive", "\(byHand.http.text)")
    #expect(try desk.giveBack(order, 1, "1").status == 200)
  }

  /// Also while nobody has decided about the order.
  @Test func whatAnOrderNamesIsNotDeleted() throws {
    let skus = try (0..<2).map { _ in try desk.newSKUs(1)[0] }
    let made = try desk.create([(skus[1], "1", "1"), (skus[0], "1", "1")])
    #expect(made.status == 201, "\(made.http.text)")
    for sku in skus { #expect(try delete(sku) == "inactive") }
    let unused = try desk.newSKUs(1)[0]
    #expect(try delete(unused) == "deleted")
  }
}
