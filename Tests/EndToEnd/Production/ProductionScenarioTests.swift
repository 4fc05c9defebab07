import Foundation
import StackKit
import Testing

/// From the bill of material to the issued material, as a client sees it.
@Suite struct ProductionScenarioTests {
  let workshop: Workshop

  init() throws { workshop = try Workshop() }

  @Test func fromTheBillToTheWorkshop() throws {
    let (product, parts) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(2))
    let template = try workshop.template(
      product, [(parts[0], "2", "0.05"), (parts[1], "1", "0")], base: "3",
      more: [
        "routing": [
          ["op_no": 20, "name": "包装"],
          ["op_no": 10, "name": "组装", "work_center": "A1", "minutes": "2.5"],
        ] as [[String: Any]]
      ])
    try workshop.receive([parts[0]: "10", parts[1]: "10"])
    let made = try workshop.client.post("/mo/create", ["sku_id": product, "qty": "10"])
    #expect(made.status == 201 && made.string("status") == "created", "\(made.http.text)")
    #expect(made.string("material_status") == "none")
    #expect(made.int("bom_template_id") == template)
    #expect(made.string("bom.0.required_qty") == "7.0000")
    #expect(made.string("bom.1.required_qty") == "3.3334")
    #expect(made.int("routing.0.op_no") == 10 && made.string("routing.1.minutes") == "0.0000")
    let order = try #require(made.int("mo_id"))
    let number = try #require(made.string("mo_no"))
    #expect(number.wholeMatch(of: /MO-\d{8}-\d{6}/) != nil, "\(number)")

    let early = try workshop.step("start", order)
    #expect(early.status == 409 && early.error == "mo.status", "\(early.http.text)")
    #expect(try workshop.step("release", order).string("status") == "released")
    let started = try workshop.step("start", order)
    #expect(started.string("status") == "started", "\(started.http.text)")
    #expect(try workshop.served(order) == "issued")
    let found = try workshop.client.get("/mo/\(number)")
    #expect(found.string("bom.0.issued_qty") == "7.0000", "\(found.http.text)")
    #expect(try workshop.onHand(parts[0]) == 3)
    #expect(try workshop.onHand(parts[1]) == Decimal(string: "6.6666"))
    let bill = try workshop.client.get("/mo/bom?mo_id=\(order)")
    #expect(bill.string("bom.1.issued_qty") == "3.3334", "\(bill.http.text)")
    let twice = try workshop.step("start", order)
    #expect(twice.status == 409 && twice.error == "mo.status", "\(twice.http.text)")
    let events = try workshop.stack.sql(
      "SELECT type, COUNT(*) FROM outbox WHERE event_key = '\(number)' GROUP BY type ORDER BY 1")
    #expect(events == [["MoStarted", "1"]])
    #expect(try workshop.findings(number).isEmpty)
  }

  @Test func theBillIsFrozen() throws {
    let (product, parts) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(2))
    try workshop.template(product, [(parts[0], "1", "0")])
    let order = try workshop.create(product, "4")
    try workshop.template(product, [(parts[1], "5", "0")], version: "2")
    let old = try workshop.client.get("/mo/\(order)")
    #expect(old.int("bom.0.sku_id") == parts[0] && old.string("bom.0.required_qty") == "4.0000")
    let new = try workshop.client.get("/mo/\(workshop.create(product, "4"))")
    #expect(new.int("bom.0.sku_id") == parts[1] && new.string("bom.0.required_qty") == "20.0000")
  }

  @Test func shortThenReceivedThenIssuedAgain() throws {
    let (product, parts) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(2))
    try workshop.template(product, [(parts[0], "1", "0"), (parts[1], "2", "0")])
    try workshop.receive([parts[0]: "5", parts[1]: "9"])
    let order = try workshop.started(product, "5")
    let short = try workshop.client.get("/mo/\(order)")
    #expect(short.string("material_status") == "short", "\(short.http.text)")
    #expect((short["short"] as? [Any])?.count == 1)
    #expect(short.int("short.0.sku_id") == parts[1])
    #expect(short.string("short.0.required") == "10.0000")
    #expect(short.string("short.0.available") == "9.0000")
    #expect(try workshop.onHand(parts[0]) == 5 && workshop.onHand(parts[1]) == 9)
    let still = try workshop.step("issue", order)
    #expect(still.status == 409 && still.error == "mo.material_short", "\(still.http.text)")
    #expect(still.details.first?["available"] as? String == "9.0000")
    try workshop.receive([parts[1]: "1"])
    let issued = try workshop.step("issue", order)
    #expect(issued.string("material_status") == "issued", "\(issued.http.text)")
    #expect((issued["short"] as? [Any])?.isEmpty == true)
    #expect(try workshop.onHand(parts[0]) == 0 && workshop.onHand(parts[1]) == 0)
    let again = try workshop.step("issue", order)
    #expect(again.status == 409 && again.error == "mo.status", "\(again.http.text)")
    #expect(try workshop.findings(issued.string("mo_no") ?? "?").isEmpty)
  }

  @Test func materialComesBack() throws {
    let (product, part) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    try workshop.template(product, [(part, "1", "0")])
    try workshop.receive([part: "8"])
    let order = try workshop.started(product, "6")
    func back(_ quantity: String, _ number: String) throws -> APIAnswer {
      try workshop.client.post(
        "/mo/return-material",
        [
          "mo_id": order, "return_no": number,
          "lines": [["sku_id": part, "qty": quantity] as [String: Any]],
        ])
    }
    let number = Workshop.name("r")
    let first = try back("2.5", number)
    #expect(first.string("bom.0.returned_qty") == "2.5000", "\(first.http.text)")
    #expect(try back("2.5", number).string("bom.0.returned_qty") == "2.5000")
    #expect(try back("2.6", number).error == "document.conflict")
    #expect(try workshop.onHand(part) == Decimal(string: "4.5"))
    let over = try back("3.5001", Workshop.name("r"))
    #expect(over.status == 409 && over.error == "mo.over_return", "\(over.http.text)")
    #expect(over.details.first?["returnable"] as? String == "3.5000")
    let origin = try workshop.stack.sql(
      "SELECT ref_type, origin_type, origin_no FROM stock_move WHERE ref_no = '\(number)'")
    #expect(origin == [["return", "production", first.string("mo_no") ?? "?"]])

    let gone = try workshop.client.post("/mo/cancel", ["mo_id": order, "reason": "停产"])
    #expect(gone.string("status") == "cancelled", "\(gone.http.text)")
    #expect(gone.string("bom.0.returned_qty") == "6.0000")
    #expect(gone.string("material_status") == "none")
    #expect(try workshop.onHand(part) == 8)
    let late = try back("1", Workshop.name("r"))
    #expect(late.status == 409 && late.error == "mo.status", "\(late.http.text)")
    #expect(try workshop.findings(first.string("mo_no") ?? "?").isEmpty)
  }

  @Test func cancelledBeforeAnythingWasIssued() throws {
    let (product, part) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    try workshop.template(product, [(part, "1", "0")])
    let short = try workshop.started(product, "1")
    for order in [try workshop.create(product, "1"), try workshop.released(product, "1"), short] {
      let gone = try workshop.client.post("/mo/cancel", ["mo_id": order, "reason": "r"])
      #expect(gone.string("status") == "cancelled", "\(gone.http.text)")
      let twice = try workshop.client.post("/mo/cancel", ["mo_id": order, "reason": "r"])
      #expect(twice.status == 409 && twice.error == "mo.status")
    }
    try workshop.receive([part: "5"])
    #expect(try workshop.step("issue", short).error == "mo.status")
    #expect(try workshop.onHand(part) == 5)
  }

  @Test func nobodyElseUsesItsNumber() throws {
    let (product, part) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    try workshop.template(product, [(part, "1", "0")])
    try workshop.receive([part: "5"])
    let order = try workshop.started(product, "1")
    let number = try #require(try workshop.client.get("/mo/\(order)").string("mo_no"))
    for way in ["in", "out"] {
      let answer = try workshop.client.post(
        "/stock/\(way)",
        [
          "ref_type": "production", "ref_no": number,
          "lines": [["sku_id": part, "qty": 1] as [String: Any]],
        ])
      #expect(answer.error == "document.conflict", "\(answer.http.text)")
    }
  }

  @Test func nobodyTakesItsNumberBeforehand() throws {
    let (product, part) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    try workshop.template(product, [(part, "1", "0")])
    try workshop.receive([part: "9"])
    let (order, running) = (try workshop.released(product, "1"), try workshop.started(product, "2"))
    let number = try #require(try workshop.client.get("/mo/\(order)").string("mo_no"))
    let lines = [["sku_id": part, "qty": 1] as [String: Any]]
    for number in [number, "\(number)-cancel"] {
      for (way, type) in [
        ("in", "production"), ("out", "production"), ("in", "return"), ("out", "return"),
      ] {
        let answer = try workshop.client.post(
          "/stock/\(way)", ["ref_type": type, "ref_no": number, "lines": lines])
        #expect(answer.error == "document.conflict", "\(way) \(type) \(answer.http.text)")
      }
      let back = try workshop.client.post(
        "/mo/return-material", ["mo_id": running, "return_no": number, "lines": lines])
      #expect(back.error == "document.conflict", "\(back.http.text)")
      let loss = try workshop.client.post(
        "/job/loss",
        ["loss_no": number, "mo_id": running, "sku_id": part, "qty": "1", "reason": "r"])
      #expect(loss.error == "document.conflict", "\(loss.http.text)")
    }
    let started = try workshop.step("start", order)
    #expect(started.string("status") == "started", "\(started.http.text)")
    #expect(try workshop.served(order) == "issued")
    let gone = try workshop.client.post("/mo/cancel", ["mo_id": order, "reason": "r"])
    #expect(gone.string("status") == "cancelled", "\(gone.http.text)")
    #expect(try workshop.onHand(part) == 7)
  }

  @Test func anotherFactoryDoesNotSeeIt() throws {
    let product = try workshop.newSKUs(1)[0]
    try workshop.template(product, [(try workshop.newSKUs(1)[0], "1", "0")])
    let order = try workshop.create(product, "1")
    let other = try workshop.stranger()
    #expect(try other.client.get("/mo/\(order)").error == "mo.not_found")
    #expect(try other.step("release", order).error == "mo.not_found")
    #expect(try other.client.get("/mo/list?sku_id=\(product)").int("total") == 0)
    #expect(try workshop.client.get("/mo/list?sku_id=\(product)").int("total") == 1)
  }

  /// Not even by sending the same words.
  @Test func anotherFactoryIsNotToldWhatCameBack() throws {
    let (product, part) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    try workshop.template(product, [(part, "1", "0")])
    try workshop.receive([part: "5"])
    let order = try workshop.started(product, "3")
    let other = try workshop.stranger()
    let body: [String: Any] = [
      "mo_id": order, "return_no": Workshop.name("own"),
      "lines": [["sku_id": part, "qty": "1"] as [String: Any]],
    ]
    for isFirst in [true, false] {
      let answer = try other.client.post("/mo/return-material", body)
      #expect(answer.status == 404 && answer.error == "mo.not_found", "\(answer.http.text)")
      if isFirst {
        #expect(try workshop.client.post("/mo/return-material", body).status == 200)
      }
    }
  }
}
