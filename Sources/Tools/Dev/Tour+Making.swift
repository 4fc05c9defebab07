import Foundation
import StackKit

extension Tour {
  private static let frame = "6901234500048"
  private static let bicycle = "6901234500055"

  /// Frames are bought, made into bicycles, and both are costed.
  mutating func buyAndMake() throws {
    let frame = try demoGoods("演示车架", Self.frame, "300.0000")
    let bicycle = try demoGoods("演示自行车", Self.bicycle, "999.0000")
    try buy(frame)
    let template = try demoTemplate(of: bicycle, from: frame)
    try make(bicycle, by: template)
  }

  private mutating func buy(_ sku: Int) throws {
    let supplier = try demoSupplier()
    let lines: [[String: Any]] = [["sku_id": sku, "qty": 10, "price": "120.50"]]
    let order = try done(
      client.post("/po/create", ["supplier_id": supplier, "lines": lines] as [String: Any]),
      "order frames / 采购下单")
    let id = order.int("po_id") ?? 0
    say("\(order.string("po_no") ?? "?"), total \(order.string("total") ?? "?")")
    let approved = try done(
      client.post("/po/approve", ["po_id": id, "approved": true] as [String: Any]),
      "approve it / 审核")
    say("status \(approved.string("status") ?? "?")")
    let received = try done(
      client.post(
        "/po/receive",
        [
          "po_id": id, "receipt_no": "DEMO-\(UUID().uuidString)",
          "lines": [["line_no": 1, "qty": 10, "rejected_qty": 1]],
        ] as [String: Any]), "10 arrive, 1 is rejected / 收货")
    say("\(received.string("status") ?? "?"), on hand \(received.string("moves.0.on_hand") ?? "?")")
    let cost = try costed(sku)
    begin("what a frame costs / 车架成本")
    say("\(cost.string("unit_cost") ?? "?") on average, \(cost.string("value") ?? "?") in all")
  }

  private mutating func demoSupplier() throws -> Int {
    let known = try client.get("/po/supplier/list?keyword=DEMO")
    let list = known.status == 200 ? known : try client.get("/po/supplier/list")
    if let supplier = list.items.first(where: { $0["code"] as? String == "DEMO" }) {
      return supplier["supplier_id"] as? Int ?? 0
    }
    let made = try done(
      client.post("/po/supplier/create", ["code": "DEMO", "name": "演示供应商"]),
      "a supplier / 供应商")
    say("\(made.string("name") ?? "?")")
    return made.int("supplier_id") ?? 0
  }

  /// The consumer costs the receipt some milliseconds after it; asks until it has.
  private mutating func costed(_ sku: Int) throws -> APIAnswer {
    let stock = try client.get("/stock/\(sku)")
    return try waiting("costed", for: "/cost/\(sku)") { cost in
      cost.string("on_hand") == stock.string("on_hand")
    }
  }

  private mutating func demoTemplate(of sku: Int, from component: Int) throws -> Int {
    let known = try client.get("/mo/bom/template/list?sku_id=\(sku)")
    if let template = known.items.first?["bom_template_id"] as? Int { return template }
    let made = try done(
      client.post(
        "/mo/bom/template/create",
        [
          "sku_id": sku, "version": "A",
          "components": [["sku_id": component, "qty": 1, "scrap_rate": "0.1"] as [String: Any]],
          "routing": [
            ["op_no": 10, "name": "组装", "work_center": "DEMO", "minutes": "30"],
            ["op_no": 20, "name": "检验", "work_center": "DEMO", "minutes": "5"],
          ] as [[String: Any]],
        ] as [String: Any]), "a bill of material / 物料清单")
    say("1.1 frames and two operations a bicycle")
    _ = try client.post(
      "/cost/rate/set",
      ["work_center": "DEMO", "labor_per_hour": "60", "overhead_per_hour": "20"])
    return made.int("bom_template_id") ?? 0
  }

  private mutating func make(_ sku: Int, by template: Int) throws {
    let order = try done(
      client.post(
        "/mo/create", ["sku_id": sku, "qty": 5, "bom_template_id": template]),
      "an order to make 5 / 生产订单")
    let id = order.int("mo_id") ?? 0
    say("\(order.string("mo_no") ?? "?")")
    _ = try client.post("/mo/release", ["mo_id": id])
    let started = try done(client.post("/mo/start", ["mo_id": id]), "release and start / 开工")
    say("material \(started.string("material_status") ?? "?")")
    let issued = try waiting("material issued", for: "/mo/\(id)") {
      $0.string("material_status") == "issued"
    }
    begin("the frames leave the stock / 领料")
    say("\(issued.string("bom.0.issued_qty") ?? "?") issued")
    var last = order
    for operation in [10, 20] {
      last = try done(
        client.post(
          "/job/report",
          [
            "report_no": "DEMO-\(UUID().uuidString)", "mo_id": id, "op_no": operation,
            "good_qty": operation == 10 ? 5 : 4, "scrap": operation == 10 ? [:] : ["labor": 1],
          ] as [String: Any]), "operation \(operation) is reported / 报工")
      say("\(last.string("mo_status") ?? "?")")
    }
    if last.string("mo_status") != "completed" {
      let finished = try done(client.post("/job/finish", ["mo_id": id]), "finish with 4 / 完工")
      say("\(finished.string("mo_status") ?? "?")")
    }
    let sheet = try waiting("cost sheet", for: "/cost/sheet/\(id)") {
      $0.string("status") == "settled"
    }
    begin("the cost sheet / 成本单")
    let parts = ["material", "labor", "overhead"].map { "\($0) \(sheet.string($0) ?? "?")" }
    say("\(parts.joined(separator: " + ")) = \(sheet.string("total") ?? "?")")
  }

  /// Asks until the answer is what was waited for, 15 s at most.
  private func waiting(
    _ what: String, for path: String, _ isThere: (APIAnswer) -> Bool
  ) throws -> APIAnswer {
    let end = Date().addingTimeInterval(15)
    var answer = try client.get(path)
    while !(answer.status == 200 && isThere(answer)) {
      guard Date() < end else {
        throw StackFault("\(what): not within 15 s: \(answer.status) \(answer.http.text)")
      }
      usleep(10_000)
      answer = try client.get(path)
    }
    return answer
  }
}
