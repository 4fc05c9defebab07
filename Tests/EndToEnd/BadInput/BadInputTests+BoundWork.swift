import Foundation
import StackKit
import Testing

extension BadInputTests.BoundTests {
  /// Purchases of the largest quantities and prices, received, sent back, received again.
  func pilePurchases(_ clerk: BoundClerk) throws {
    let supplier = try clerk.post(
      "/po/supplier/create", ["code": clerk.next("s"), "name": "供应商"], 201)
    let skus = try clerk.skus(["1", "1", "1"], kind: "raw")
    func order(_ lines: [Body]) throws -> APIAnswer {
      try clerk.post(
        "/po/create", ["supplier_id": supplier.int("supplier_id") ?? 0, "lines": lines])
    }
    let (most, price) = (BoundClerk.quantity, BoundClerk.price)
    let absurd = try order([clerk.line(skus[0], most, ["price": price])])
    #expect(absurd.status == 409, "\(absurd.http.text)")
    for (quantity, price) in [(most, "1"), ("1", price), (most, "0"), ("0.0001", price)] {
      let made = try order([
        clerk.line(skus[1], quantity, ["price": price]),
        clerk.line(skus[2], "1", ["price": "0.01"]),
      ])
      guard let id = made.int("po_id") else { continue }
      try clerk.post("/po/approve", ["po_id": id, "approved": true])
      for rejected in ["0", quantity] {
        try clerk.post(
          "/po/receive",
          [
            "po_id": id, "receipt_no": clerk.next("rc"),
            "lines": [
              ["line_no": 1, "qty": quantity, "rejected_qty": rejected] as Body,
              ["line_no": 2, "qty": "1"],
            ],
          ])
      }
      try clerk.post(
        "/po/return",
        [
          "po_id": id, "return_no": clerk.next("rt"),
          "lines": [["line_no": 1, "qty": quantity] as Body],
        ])
      try clerk.post("/po/close", ["po_id": id, "reason": "r"])
    }
  }

  /// Bills, orders and reports of the largest quantities, at the highest rates.
  func pileProduction(_ clerk: BoundClerk) throws {
    let center = clerk.next("wc")
    try clerk.post(
      "/cost/rate/set",
      ["work_center": center, "labor_per_hour": "100000000", "overhead_per_hour": "100000000"])
    for (base, need, planned) in [
      ("1", BoundClerk.quantity, "1"), ("0.0001", BoundClerk.quantity, BoundClerk.quantity),
      (BoundClerk.quantity, BoundClerk.quantity, BoundClerk.quantity), ("1", "0.0001", "0.0001"),
      (BoundClerk.quantity, "0.0001", BoundClerk.quantity),
    ] {
      let product = try clerk.skus(["1"], kind: "finished")[0]
      let part = try clerk.skus(["1"], kind: "raw")[0]
      try clerk.putIn(part, BoundClerk.quantity, cost: BoundClerk.unitCost)
      try clerk.post(
        "/mo/bom/template/create",
        [
          "sku_id": product, "version": "A", "base_qty": base,
          "components": [clerk.line(part, need, ["scrap_rate": "0"])],
          "routing": [
            ["op_no": 10, "name": "n", "work_center": center, "minutes": "1000000"] as Body,
            ["op_no": 1_000_000, "name": "n", "work_center": center, "minutes": "0"],
          ],
        ], 201)
      for quantity in ["0.0001", BoundClerk.quantity] {
        let explosion = try clerk.client.get(
          "/mo/bom/explode?sku_id=\(product)&qty=\(quantity)")
        #expect(explosion.status == 200, "\(explosion.http.text)")
      }
      let made = try clerk.post("/mo/create", ["sku_id": product, "qty": planned])
      guard let id = made.int("mo_id") else { continue }
      try work(clerk, on: id, part, planned)
    }
  }

  private func work(_ clerk: BoundClerk, on id: Int, _ part: Int, _ planned: String) throws {
    for step in ["release", "start"] { try clerk.post("/mo/\(step)", ["mo_id": id]) }
    try clerk.wait("the material of \(id)") {
      try clerk.client.get("/mo/\(id)").string("material_status") != "pending"
    }
    try clerk.post("/mo/issue", ["mo_id": id])
    try clerk.post(
      "/job/loss",
      [
        "loss_no": clerk.next("l"), "mo_id": id, "sku_id": part, "qty": BoundClerk.quantity,
        "reason": "r",
      ])
    try clerk.post(
      "/mo/return-material",
      ["mo_id": id, "return_no": clerk.next("b"), "lines": [clerk.line(part, "0.0001")]])
    for operation in [10, 1_000_000] {
      for good in [BoundClerk.quantity, planned, "-\(BoundClerk.quantity)"] {
        let report = clerk.next("j")
        var body: Body = [
          "report_no": report, "mo_id": id, "op_no": operation, "good_qty": good,
          "defect_qty": good == planned ? "0" : BoundClerk.quantity,
        ]
        if good != planned {
          body["scrap"] = ["labor": BoundClerk.quantity, "material": BoundClerk.quantity]
        }
        try clerk.post("/job/report", body)
        if good != planned { try clerk.post("/job/reverse", ["report_no": report]) }
      }
    }
    try clerk.post("/job/finish", ["mo_id": id])
    try clerk.post("/mo/cancel", ["mo_id": id, "reason": "r"])
    try clerk.post("/cost/calculate", ["mo_id": id])
  }

  /// A till whose numbers begin at the end, and whose entries are of the largest numbers.
  func pileTills(_ clerk: BoundClerk, _ sku: Int) throws {
    let device = clerk.next("till")
    try clerk.post("/pos/register", ["device_id": device, "store_id": 1], 201)
    func sale(_ sequence: Int, _ changes: Body = [:]) -> Body {
      let sale: Body = [
        "client_id": clerk.next("c"), "seq": sequence, "sold_at": "2026-11-22T08:00:00Z",
        "lines": [clerk.line(sku, "0.0001", ["price": "100"])],
        "payments": [["method": "cash", "amount": "0.01"]], "payable": "0.01",
      ]
      return sale.merging(changes) { $1 }
    }
    let (most, last) = (BoundClerk.quantity, 9_007_199_254_740_991)
    let entries = [
      sale(last), sale(last - 1), sale(1),
      sale(2, ["lines": [clerk.line(sku, most, ["price": BoundClerk.price])]]),
      sale(3, ["payable": BoundClerk.money]), sale(4, ["member_id": last]),
      sale(5, ["payments": [["method": "cash", "amount": BoundClerk.money]]]),
      sale(6, ["sold_at": "9999-12-31T23:59:59.999999Z"]),
      sale(7, ["lines": [clerk.line(sku, "1", ["price": "10000000000"])], "payable": "1"]),
      sale(8),
    ]
    try clerk.post("/pos/sync", ["device_id": device, "orders": entries], 200)
    for sequence in [last, last - 1, 2, 3, 9] {
      try clerk.post("/pos/retry", ["device_id": device, "seq": sequence])
      try clerk.post("/pos/skip", ["device_id": device, "seq": sequence, "reason": "r"])
      try clerk.post("/pos/retry", ["device_id": device, "seq": sequence])
    }
    try clerk.post("/pos/sync", ["device_id": device, "orders": [sale(10), sale(last)]], 200)
    let status = try clerk.client.get("/pos/status?device_id=\(device)")
    #expect(status.status == 200 && (status.int("next_seq") ?? 0) >= 9, "\(status.http.text)")
  }

  /// What came becomes worth the most, nothing, and the most again.
  func pileCosts(_ clerk: BoundClerk, _ sku: Int) throws {
    let goods = try clerk.skus(["1"])[0]
    let receipts = [
      (sku, try clerk.putIn(sku, "0.0001", cost: "0", warehouse: 1, nil)),
      (goods, try clerk.putIn(goods, BoundClerk.quantity, cost: "0")),
    ]
    try clerk.post(
      "/stock/out",
      [
        "ref_type": "manual", "ref_no": clerk.next("o"),
        "lines": [clerk.line(goods, "33333333333333.3333")],
      ], 201)
    try clerk.wait("the moves of \(goods)") {
      try clerk.stack.sql(
        "SELECT COUNT(*) FROM stock_sku s LEFT JOIN cost_sku c ON c.sku_id = s.sku_id "
          + "WHERE s.sku_id = \(goods) AND (c.last_seq IS NULL OR c.last_seq <> s.last_seq)")
        == [["0"]]
    }
    for (sku, receipt) in receipts {
      for cost in [BoundClerk.unitCost, "0", BoundClerk.unitCost, "0.000001"] {
        try clerk.post(
          "/cost/adjust",
          [
            "adjust_no": clerk.next("a"), "sku_id": sku, "ref_type": "purchase",
            "ref_no": receipt, "unit_cost": cost, "reason": "r",
          ])
      }
      try clerk.post("/cost/calculate", ["sku_id": sku], 200)
    }
  }
}
