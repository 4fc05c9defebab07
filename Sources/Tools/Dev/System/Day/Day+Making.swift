import StackKit

/// What is bought and what is made of it.
extension Day {
  static let oddReceipt = "ＤＡＹ－ＲＣ－３"
  static let oddReport = " DAY-J-5"

  mutating func workBuying() throws {
    try make(
      "supplier", "/po/supplier/create",
      ["code": "DAY-V", "name": "供应商", "phone": "0086 21 5555 0100"], "supplier_id")
    for (name, lines) in [
      (
        "part", [try line("frame", "30", ["price": "20"]), try line("wheel", "60", ["price": "9"])]
      ),
      ("returned", [try line("frame", "12", ["price": "21.5"])]),
      ("draft", [try line("bell", "5", ["price": "2"])]),
      ("approved", [try line("bell", "4", ["price": "2.2"])]),
      ("late", [try line("wheel", "10", ["price": "9.5"])]),
    ] {
      // A store's order for the house's warehouse, which others receive.
      let buyer = name == "late" ? try user("buyer") : nil
      try make(
        "po \(name)", "/po/create", ["supplier_id": try id("supplier"), "lines": lines], "po_id",
        as: buyer)
      guard name != "draft" else { continue }
      try post("/po/approve", ["po_id": try id("po \(name)"), "approved": true])
    }
    try receive("part", "DAY-RC-1", [[1, 20, 1], [2, 50, 0]])
    try receive("returned", "DAY-RC-2", [[1, 12, 0]])
    try receive("late", Self.oddReceipt, [[1, 10, 0]])
    try document(
      "/po/return",
      [
        "po_id": try id("po returned"), "return_no": "DAY-RT-1",
        "lines": [["line_no": 1, "qty": 5]],
      ], "moves.0.move_id")
    try costed("wheel")
    try document(
      "/cost/adjust",
      [
        "adjust_no": "DAY-ADJ-1", "sku_id": try id("wheel"), "ref_type": "purchase",
        "ref_no": Self.oddReceipt, "unit_cost": "9.8", "reason": "账单价",
      ], "unit_cost")
    try post(
      "/cost/rate/set",
      ["work_center": "DAY-WC", "labor_per_hour": "60", "overhead_per_hour": "20"])
  }

  private mutating func receive(_ order: String, _ number: String, _ lines: [[Int]]) throws {
    let lines = lines.map { ["line_no": $0[0], "qty": $0[1], "rejected_qty": $0[2]] }
    try document(
      "/po/receive",
      ["po_id": try id("po \(order)"), "receipt_no": number, "lines": lines], "moves.0.move_id")
  }

  /// The cost of all that was moved is known.
  func costed(_ name: String) throws {
    let sku = try id(name)
    let stock = try get("/stock/\(sku)").string("on_hand")
    try wait("/cost/\(sku)", "costed") { $0.string("on_hand") == stock }
  }

  mutating func workMaking() throws {
    try make(
      "bom", "/mo/bom/template/create",
      [
        "sku_id": try id("bicycle"), "version": "A",
        "components": [try line("frame", "1"), try line("wheel", "2", ["scrap_rate": "0.05"])],
        "routing": [
          ["op_no": 10, "name": "组装", "work_center": "DAY-WC", "minutes": "30"] as [String: Any],
          ["op_no": 20, "name": "检验", "minutes": "5"] as [String: Any],
        ],
      ], "bom_template_id")
    try make(
      "short bom", "/mo/bom/template/create",
      ["sku_id": try id("horn"), "version": "A", "components": [try line("bell", "1")]],
      "bom_template_id")
    for (name, made, quantity) in [
      ("created", "bicycle", 2), ("released", "bicycle", 2), ("started", "bicycle", 5),
      ("reported", "bicycle", 4), ("completed", "bicycle", 3), ("cancelled", "bicycle", 1),
      ("short", "horn", 3),
    ] {
      try make("mo \(name)", "/mo/create", ["sku_id": try id(made), "qty": quantity], "mo_id")
      guard name != "created" else { continue }
      let order: [String: Any] = ["mo_id": try id("mo \(name)")]
      try post("/mo/release", order)
      guard name != "released" else { continue }
      try post("/mo/start", order)
      let right = name == "short" ? "short" : "issued"
      try wait("/mo/\(id("mo \(name)"))", right) { $0.string("material_status") == right }
    }
    try report("started", 10, "1", Self.oddReport)
    try report("reported", 10, "3", "DAY-J-1", ["defect_qty": 1])
    try report("completed", 10, "3", "DAY-J-2")
    try report("completed", 20, "3", "DAY-J-3")
    try document(
      "/job/loss",
      [
        "loss_no": "DAY-L-1", "mo_id": try id("mo started"), "sku_id": try id("wheel"), "qty": 1,
        "reason": "损坏",
      ], "loss_id")
    try document(
      "/mo/return-material",
      [
        "mo_id": try id("mo reported"), "return_no": "DAY-MR-1",
        "lines": [try line("wheel", "0.4")],
      ], "mo_no")
    try post("/mo/cancel", ["mo_id": try id("mo cancelled"), "reason": "客户取消"])
  }

  private mutating func report(
    _ order: String, _ operation: Int, _ good: String, _ number: String, _ more: [String: Any] = [:]
  ) throws {
    let body: [String: Any] = [
      "report_no": number, "mo_id": try id("mo \(order)"), "op_no": operation, "good_qty": good,
    ]
    try document("/job/report", body.merging(more) { $1 }, "report_id")
  }

  func goOnBuying() throws {
    let part = try id("po part")
    let rest: [[String: Any]] = [["line_no": 1, "qty": 11], ["line_no": 2, "qty": 10]]
    let received = try post(
      "/po/receive", ["po_id": part, "receipt_no": "DAY-RC-4", "lines": rest])
    try same(received["status"], "received", "the rest of an order")
    // Two more go back: from a receipt of before, by its number and by itself.
    try post(
      "/po/return",
      [
        "po_id": part, "return_no": "DAY-RT-2",
        "lines": [["line_no": 1, "qty": 2, "receipt_no": "DAY-RC-1"] as [String: Any]],
      ])
    try post(
      "/po/return",
      [
        "po_id": try id("po returned"), "return_no": "DAY-RT-3",
        "lines": [["line_no": 1, "qty": 7]],
      ])
    try post(
      "/po/return",
      [
        "po_id": try id("po late"), "return_no": "DAY-RT-4",
        "lines": [["line_no": 1, "qty": 1, "receipt_no": Self.oddReceipt] as [String: Any]],
      ])
    try post("/po/approve", ["po_id": try id("po draft"), "approved": true])
    for (name, quantity) in [("draft", 5), ("approved", 4)] {
      let lines = [["line_no": 1, "qty": quantity]]
      try post(
        "/po/receive",
        ["po_id": try id("po \(name)"), "receipt_no": "DAY-RC-\(name)", "lines": lines])
    }
    try costed("wheel")
    try post(
      "/cost/adjust",
      [
        "adjust_no": "DAY-ADJ-2", "sku_id": try id("wheel"), "ref_type": "purchase",
        "ref_no": "DAY-RC-1", "unit_cost": "8.9", "reason": "账单价",
      ])
    try post(
      "/cost/adjust",
      [
        "adjust_no": "DAY-ADJ-3", "sku_id": try id("wheel"), "ref_type": "purchase",
        "ref_no": Self.oddReceipt, "unit_cost": "9.9", "reason": "账单价",
      ])
  }

  func goOnMaking() throws {
    try post("/mo/issue", ["mo_id": try id("mo short")])
    for name in ["created", "released"] {
      let order: [String: Any] = ["mo_id": try id("mo \(name)")]
      if name == "created" { try post("/mo/release", order) }
      try post("/mo/start", order)
    }
    for name in ["created", "released", "short"] {
      try wait("/mo/\(id("mo \(name)"))", "issued") { $0.string("material_status") == "issued" }
    }
    try post("/job/reverse", ["report_no": Self.oddReport])
    let jobs = [
      ("created", 10, "2"), ("created", 20, "2"), ("started", 10, "5"), ("started", 20, "4"),
      ("reported", 20, "3"), ("short", 0, "3"),
    ]
    for (name, operation, good) in jobs {
      var body: [String: Any] = [
        "report_no": "DAY-J-\(name)-\(operation)", "mo_id": try id("mo \(name)"), "good_qty": good,
      ]
      if operation > 0 { body["op_no"] = operation }
      try post("/job/report", body)
    }
    for name in ["started", "reported"] { try post("/job/finish", ["mo_id": try id("mo \(name)")]) }
    try post("/mo/cancel", ["mo_id": try id("mo released"), "reason": "客户取消"])
    for name in ["created", "started", "reported", "short", "completed"] {
      try same(try get("/mo/\(id("mo \(name)"))")["status"], "completed", "mo \(name)")
      try wait("/cost/sheet/\(id("mo \(name)"))", "settled") { $0.string("status") == "settled" }
    }
  }
}
