import Foundation
import StackKit
import Testing

/// Procure to stock, as a client sees it.
@Suite struct PurchaseScenarioTests {
  let desk: PurchaseDesk

  init() throws { desk = try PurchaseDesk() }

  @Test func fromTheSupplierIntoStock() throws {
    let skus = try desk.newSKUs(2)
    let made = try desk.create([
      (skus[0], "10", "2.5"), (skus[1], "4", "0.3333"), (skus[0], "2", "2.50"),
    ])
    #expect(made.status == 201 && made.string("status") == "draft", "\(made.http.text)")
    #expect(made.string("total") == "31.33")
    #expect(made.string("lines.0.qty") == "12.0000")
    #expect((made["lines"] as? [Any])?.count == 2)
    let order = try #require(made.int("po_id"))
    let number = try #require(made.string("po_no"))
    #expect(number.wholeMatch(of: /PO-\d{8}-\d{6}/) != nil, "\(number)")

    let early = try desk.receive(order, [(1, "1", "0")])
    #expect(early.status == 409 && early.error == "po.status", "\(early.http.text)")
    let approval = try desk.client.post("/po/approve", ["po_id": order, "approved": true])
    #expect(approval.status == 200 && approval.string("status") == "approved")

    let part = try desk.receive(order, [(1, "6", "1"), (2, "4", "0")])
    #expect(part.string("status") == "part_received", "\(part.http.text)")
    #expect(part.string("lines.0.received_qty") == "6.0000")
    #expect(part.string("lines.0.rejected_qty") == "1.0000")
    #expect(part.string("moves.0.qty") == "5.0000")
    #expect(part.string("moves.0.unit_cost") == "2.500000")
    #expect(try desk.onHand(skus[0]) == 5 && desk.onHand(skus[1]) == 4)

    // What was rejected is still to come.
    let most = try desk.receive(order, [(1, "6", "0")])
    #expect(most.string("status") == "part_received", "\(most.http.text)")
    let rest = try desk.receive(order, [(1, "1", "0")])
    #expect(rest.string("status") == "received", "\(rest.http.text)")
    let found = try desk.client.get("/po/\(number)")
    #expect(found.int("po_id") == order && found.string("status") == "received")
    #expect(try desk.findings(number).isEmpty)
    let events = try desk.stack.sql(
      "SELECT type, COUNT(*) FROM outbox WHERE event_key = '\(number)' GROUP BY type ORDER BY type")
    #expect(events == [["PoApproved", "1"], ["PoInStock", "3"]])
  }

  @Test func nobodyApprovesTheirOwn() throws {
    let buyer = try desk.colleague(["po.read", "po.create", "po.approve"])
    let supplier = try desk.newSupplier()
    let sku = try desk.newSKUs(1)[0]
    let made = try buyer.post(
      "/po/create",
      ["supplier_id": supplier, "lines": [["sku_id": sku, "qty": 1, "price": 1] as [String: Any]]])
    let order = try #require(made.int("po_id"), "\(made.http.text)")
    let own = try buyer.post("/po/approve", ["po_id": order, "approved": true])
    #expect(own.status == 403 && own.error == "auth.forbidden", "\(own.http.text)")
    let other = try desk.colleague(["po.approve"])
    let no = try other.post("/po/approve", ["po_id": order, "approved": false, "remark": "太贵"])
    #expect(no.string("status") == "rejected", "\(no.http.text)")
    let back = try other.post("/po/unapprove", ["po_id": order, "reason": "看错了"])
    #expect(back.string("status") == "draft", "\(back.http.text)")
    let yes = try other.post("/po/approve", ["po_id": order, "approved": true])
    #expect(yes.string("status") == "approved", "\(yes.http.text)")
    let twice = try other.post("/po/approve", ["po_id": order, "approved": true])
    #expect(twice.status == 409 && twice.error == "po.status")
  }

  @Test func whatWasReceivedStaysApproved() throws {
    let sku = try desk.newSKUs(1)[0]
    let order = try desk.approved([(sku, "2", "1")])
    #expect(try desk.receive(order, [(1, "1", "0")]).status == 200)
    let answer = try desk.client.post("/po/unapprove", ["po_id": order, "reason": "r"])
    #expect(answer.status == 409 && answer.error == "po.status", "\(answer.http.text)")
    let closed = try desk.client.post("/po/close", ["po_id": order, "reason": "停产"])
    #expect(closed.string("status") == "closed", "\(closed.http.text)")
    let late = try desk.receive(order, [(1, "1", "0")])
    #expect(late.status == 409 && late.error == "po.status", "\(late.http.text)")
  }

  @Test func noMoreThanWasOrdered() throws {
    let sku = try desk.newSKUs(1)[0]
    let order = try desk.approved([(sku, "5", "1")])
    let clerk = try desk.colleague(["po.receive"])
    let over = try clerk.post(
      "/po/receive", PurchaseDesk.receipt(order, PurchaseDesk.name("r"), [(1, "5.0001", "0")]))
    #expect(over.status == 409 && over.error == "po.over_receipt", "\(over.http.text)")
    #expect(over.details.first?["limit"] as? String == "5.0000")
    #expect(try desk.onHand(sku) == 0)
    let chief = try desk.colleague(["po.receive", "po.over_receive"])
    let allowed = try chief.post(
      "/po/receive", PurchaseDesk.receipt(order, PurchaseDesk.name("r"), [(1, "6", "0")]))
    #expect(allowed.string("status") == "received", "\(allowed.http.text)")
    #expect(try desk.onHand(sku) == 6)
  }

  @Test func goodsGoBackAtTheirCost() throws {
    let sku = try desk.newSKUs(1)[0]
    let order = try desk.approved([(sku, "10", "1.2345")])
    #expect(try desk.receive(order, [(1, "10", "4")]).status == 200)
    let over = try desk.giveBack(order, 1, "7")
    #expect(over.status == 409 && over.error == "po.over_return", "\(over.http.text)")
    let back = try desk.giveBack(order, 1, "2")
    #expect(back.string("lines.0.returned_qty") == "2.0000", "\(back.http.text)")
    #expect(back.string("moves.0.qty") == "-2.0000")
    // A cost stands only on what comes in: the receipt that brought it says what it cost.
    #expect(back.object["moves"].map { "\($0)".contains("1.2345") } == false)
    #expect(try desk.onHand(sku) == 4)
    let gone = try desk.client.post(
      "/stock/out",
      [
        "ref_type": "manual", "ref_no": PurchaseDesk.name("m"),
        "lines": [["sku_id": sku, "qty": 3] as [String: Any]],
      ])
    #expect(gone.status == 201 || gone.status == 200)
    let short = try desk.giveBack(order, 1, "4")
    #expect(short.status == 409 && short.error == "stock.insufficient", "\(short.http.text)")
  }

  /// A buyer of another organisation neither sees nor changes an order, and is not told what a
  /// delivery of it did, not even by sending the same words.
  @Test func anotherOrganisationDoesNotSeeIt() throws {
    let order = try desk.approved([(try desk.newSKUs(1)[0], "5", "1")])
    let seen = try desk.client.get("/po/\(order)")
    let number = try #require(seen.string("po_no"), "\(seen.http.text)")
    let supplier = try #require(seen.int("supplier_id"))
    let other = try desk.colleague(
      ["po.read", "po.approve", "po.receive", "po.return", "po.close"],
      organisation: try desk.newOrganisation())
    let deliveries: [(String, [String: Any])] = [
      ("/po/receive", PurchaseDesk.receipt(order, PurchaseDesk.name("r"), [(1, "2", "0")])),
      (
        "/po/return",
        [
          "po_id": order, "return_no": PurchaseDesk.name("b"),
          "lines": [["line_no": 1, "qty": "1"] as [String: Any]],
        ]
      ),
    ]
    for (path, body) in deliveries {
      for isFirst in [true, false] {
        let answer = try other.post(path, body)
        #expect(answer.status == 404 && answer.error == "po.not_found", "\(answer.http.text)")
        if isFirst { #expect(try desk.client.post(path, body).status == 200) }
      }
    }
    let decisions: [(String, [String: Any])] = [
      ("/po/approve", ["po_id": order, "approved": true]),
      ("/po/unapprove", ["po_id": order, "reason": "r"]),
      ("/po/close", ["po_id": order, "reason": "r"]),
    ]
    for (path, body) in decisions {
      let answer = try other.post(path, body)
      #expect(answer.status == 404 && answer.error == "po.not_found", "\(answer.http.text)")
    }
    for reference in ["\(order)", number] {
      #expect(try other.get("/po/\(reference)").error == "po.not_found")
    }
    #expect(try other.get("/po/list?supplier_id=\(supplier)").int("total") == 0)
    #expect(try desk.client.get("/po/list?supplier_id=\(supplier)").int("total") == 1)
  }

  @Test func suppliers() throws {
    let supplier = try desk.newSupplier()
    let changed = try desk.client.put(
      "/po/supplier/\(supplier)", ["name": "新名", "status": "inactive", "version": 1])
    #expect(changed.string("name") == "新名" && changed.int("version") == 2)
    let stale = try desk.client.put("/po/supplier/\(supplier)", ["name": "x", "version": 1])
    #expect(stale.status == 412, "\(stale.http.text)")
    let sku = try desk.newSKUs(1)[0]
    let refused = try desk.create([(sku, "1", "1")], supplier: supplier)
    #expect(refused.error == "po.supplier_inactive", "\(refused.http.text)")
    let code = try #require(changed.string("code"))
    let taken = try desk.client.post("/po/supplier/create", ["code": code, "name": "n"])
    #expect(taken.error == "po.supplier_duplicate")
    let list = try desk.client.get("/po/supplier/list?keyword=\(code)")
    #expect(list.int("total") == 1)
  }
}
