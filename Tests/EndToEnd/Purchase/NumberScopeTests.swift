import Foundation
import StackKit
import Testing

/// Aim: numbers of receipts, returns and reports are unique within their warehouse or organisation,
/// and nobody learns of others' (contract 2, A, "Natural keys").
@Suite struct NumberScopeTests {
  let desk: PurchaseDesk

  init() throws { desk = try PurchaseDesk() }

  private func warehouse() throws -> Int {
    let made = try desk.client.post(
      "/stock/warehouse/create", ["code": PurchaseDesk.name("w"), "name": "仓"])
    return try #require(made.int("warehouse_id"), "\(made.http.text)")
  }

  /// Ten of a SKU, ordered by somebody into a warehouse, and approved by the desk.
  private func ordered(_ sku: Int, at warehouse: Int, by client: APIClient) throws -> Int {
    let made = try client.post(
      "/po/create",
      [
        "supplier_id": try desk.newSupplier(), "warehouse_id": warehouse,
        "lines": [["sku_id": sku, "qty": 10, "price": 1]],
      ])
    let order = try #require(made.int("po_id"), "\(made.http.text)")
    let approved = try desk.client.post("/po/approve", ["po_id": order, "approved": true])
    try #require(approved.status == 200, "\(approved.http.text)")
    return order
  }

  private func receive(_ order: Int, _ number: String, by client: APIClient) throws -> APIAnswer {
    try client.post("/po/receive", PurchaseDesk.receipt(order, number, [(1, "5", "0")]))
  }

  private func giveBack(_ order: Int, _ number: String, by client: APIClient) throws -> APIAnswer {
    try client.post(
      "/po/return",
      ["po_id": order, "return_no": number, "lines": [["line_no": 1, "qty": 1]]])
  }

  @Test func receiptsAndReturnsOfWarehouses() throws {
    let (sku, other) = (try desk.newSKUs(1)[0], try warehouse())
    let here = try ordered(sku, at: 1, by: desk.client)
    let there = try ordered(sku, at: other, by: desk.client)
    let second = try ordered(sku, at: 1, by: desk.client)
    let stranger = try desk.colleague(
      ["po.read", "po.create", "po.receive", "po.return", "stock.read"],
      organisation: try desk.newOrganisation())
    let foreign = try ordered(sku, at: 1, by: stranger)
    let (receipt, back) = (PurchaseDesk.name("r"), PurchaseDesk.name("b"))
    for isAgain in [false, true] {
      // The first ones, and then their first answers.
      for (order, client) in [
        (here, desk.client), (there, desk.client), (foreign, stranger),
      ] {
        let answer = try receive(order, receipt, by: client)
        #expect(answer.status == 200 && answer.int("po_id") == order, "\(answer.http.text)")
        let returned = try giveBack(order, back, by: client)
        #expect(returned.status == 200, "\(returned.http.text)")
      }
      if isAgain { #expect(try desk.onHand(sku) == 12) }
    }
    // In one warehouse of one organisation it is taken, whoever brings the goods.
    #expect(try receive(second, receipt, by: desk.client).error == "document.conflict")
    #expect(try receive(second, PurchaseDesk.name("r"), by: desk.client).status == 200)
    #expect(try giveBack(second, back, by: desk.client).error == "document.conflict")
    let byHand = try desk.client.post(
      "/stock/in",
      ["ref_type": "purchase", "ref_no": receipt, "lines": [["sku_id": sku, "qty": 1]]])
    #expect(byHand.error == "document.conflict", "\(byHand.http.text)")
    // What others did shows as a quantity, without its number.
    let moves = try stranger.get("/stock/move/list?sku_id=\(sku)&warehouse_id=1")
    let numbers = moves.items.map { $0["ref_no"] as? String }
    #expect(numbers.filter { $0 != nil }.count == 2, "\(moves.http.text)")
    #expect(numbers.count == 5, "\(moves.http.text)")
  }

  @Test func materialThatComesBack() throws {
    let workshop = Workshop(desk.stack, token: desk.client.token)
    let (product, part) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    try workshop.template(product, [(part, "1", "0")])
    try workshop.receive([part: "50"])
    let other = try workshop.stranger()
    let orders = [
      (try workshop.started(product, "3"), workshop), (try other.started(product, "3"), other),
    ]
    let second = try workshop.started(product, "3")
    let number = Workshop.name("b")
    func giveBack(_ order: Int, by workshop: Workshop) throws -> APIAnswer {
      try workshop.client.post(
        "/mo/return-material",
        ["mo_id": order, "return_no": number, "lines": [["sku_id": part, "qty": 1]]])
    }
    for _ in 0..<2 {
      for (order, workshop) in orders {
        let answer = try giveBack(order, by: workshop)
        #expect(answer.status == 200 && answer.int("mo_id") == order, "\(answer.http.text)")
      }
    }
    #expect(try giveBack(second, by: workshop).error == "document.conflict")
    #expect(try workshop.onHand(part) == 43)
  }

  @Test func reportsOfOrganisations() throws {
    let shop = JobWorkshop(desk.stack, token: desk.client.token)
    let (product, materials) = try shop.product(operations: [])
    for material in materials { try shop.putIn(material, "1000") }
    let home = Workshop(desk.stack, token: desk.client.token)
    let factories = try (0..<2).map { _ in try home.stranger(["planner", "foreman"]) }
    let number = JobWorkshop.name("j")
    func report(_ order: Int, _ client: APIClient) throws -> APIAnswer {
      try client.post(
        "/job/report", ["report_no": number, "mo_id": order, "good_qty": 1])
    }
    var reports: [Int] = []
    for factory in factories {
      let answer = try report(try factory.started(product, "3"), factory.client)
      #expect(answer.status == 201, "\(answer.http.text)")
      reports.append(try #require(answer.int("report_id")))
    }
    let again = try report(try factories[0].started(product, "3"), factories[0].client)
    #expect(again.error == "document.conflict", "\(again.http.text)")
    // Who sees both says which; who sees one means that.
    let unclear = try shop.reverse(number)
    #expect(unclear.status == 409 && unclear.error == "document.ambiguous", "\(unclear.http.text)")
    #expect(
      Set(unclear.details.compactMap { $0["document_id"] as? Int }) == Set(reports),
      "\(unclear.http.text)")
    let named = try shop.client.post(
      "/job/reverse", ["report_no": number, "document_id": reports[1]])
    #expect(named.status == 200 && named.int("report_id") == reports[1], "\(named.http.text)")
    let own = try factories[0].client.post("/job/reverse", ["report_no": number])
    #expect(own.status == 200 && own.int("report_id") == reports[0], "\(own.http.text)")
  }
}
