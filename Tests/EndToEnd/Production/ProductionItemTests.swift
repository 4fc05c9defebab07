import Foundation
import StackKit
import Testing

/// Aim: whatever the item centre does meanwhile, a production order that is started can be ended.
@Suite struct ProductionItemTests {
  let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private func item(_ sku: Int) throws -> APIAnswer {
    let found = try workshop.client.get("/item/sku/\(sku)").int("item_id")
    return try workshop.client.get("/item/\(try #require(found))")
  }

  private func delete(_ sku: Int) throws -> String? {
    try workshop.client.delete("/item/\(try #require(item(sku).int("item_id")))")
      .string("status")
  }

  private func put(_ sku: Int, _ changes: [String: Any]) throws -> APIAnswer {
    let old = try item(sku)
    let body = ["version": try #require(old.int("version"))] as [String: Any]
    return try workshop.client.put(
      "/item/\(try #require(old.int("item_id")))", body.merging(changes) { $1 })
  }

  @Test func aProductThatIsGivenUpStillComesIn() throws {
    let product = try workshop.newSKUs(1, kind: "finished")[0]
    let part = try workshop.newSKUs(1)[0]
    try workshop.template(product, [(part, "1", "0")])
    try workshop.receive([part: "5"])
    let order = try workshop.started(product, "2")
    #expect(try delete(product) == "inactive")
    let turned = try put(product, ["kind": "service"])
    #expect(turned.status == 409 && turned.error == "item.in_use", "\(turned.http.text)")
    let done = try workshop.client.post(
      "/job/report", ["report_no": Workshop.name("jr"), "mo_id": order, "good_qty": "2"])
    #expect(done.status < 300, "\(done.http.text)")
    #expect(try workshop.client.get("/mo/\(order)").string("status") == "completed")
    #expect(try workshop.onHand(product) == 2)
    let next = try workshop.client.post("/mo/create", ["sku_id": product, "qty": "1"])
    #expect(next.error == "stock.sku_inactive", "\(next.http.text)")
    let byHand = try workshop.client.post(
      "/stock/in",
      [
        "ref_type": "production", "ref_no": Workshop.name("in"),
        "lines": [["sku_id": product, "qty": "1"]],
      ])
    #expect(byHand.error == "stock.sku_inactive", "\(byHand.http.text)")
  }

  @Test func whatABillNamesIsNotDeleted() throws {
    let skus = try (0..<2).map { _ in try workshop.newSKUs(1)[0] }
    try workshop.template(skus[0], [(skus[1], "1", "0")])
    for sku in skus { #expect(try delete(sku) == "inactive") }
    let unused = try workshop.newSKUs(1)[0]
    #expect(try delete(unused) == "deleted")
  }

  /// Bills of older days marked nothing: an order does it as well.
  @Test func whatAnOrderNamesIsNotDeleted() throws {
    let skus = try (0..<2).map { _ in try workshop.newSKUs(1)[0] }
    try workshop.template(skus[0], [(skus[1], "1", "0")])
    _ = try workshop.stack.sql(
      "DELETE FROM sku_usage WHERE sku_id IN (\(skus[0]), \(skus[1]))")
    _ = try workshop.create(skus[0], "1")
    for sku in skus { #expect(try delete(sku) == "inactive") }
  }

  @Test func usedGoodsBecomeNoService() throws {
    let (unused, used) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    try workshop.receive([used: "1"])
    #expect(try put(unused, ["kind": "service"]).status == 200)
    #expect(try put(unused, ["kind": "semi"]).status == 200)
    let refused = try put(used, ["kind": "service"])
    #expect(refused.status == 409 && refused.error == "item.in_use", "\(refused.http.text)")
    #expect(refused.details.first?["sku_id"] as? Int == used)
    #expect(try put(used, ["kind": "semi"]).string("kind") == "semi")
    let code = try #require(item(used).string("code"))
    let text = "code,name,price,kind\n\(code),物料,9.90,service\n"
    let answer = APIAnswer(
      try workshop.client.http.send(
        "POST", "/item/import",
        headers: [
          ("Authorization", "Bearer \(workshop.client.token ?? "")"), ("Content-Type", "text/csv"),
        ], body: Array(text.utf8)))
    #expect(answer.string("errors.0.field") == "kind", "\(answer.http.text)")
    #expect(try item(used).string("kind") == "semi")
  }
}
