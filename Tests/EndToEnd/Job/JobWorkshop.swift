import Foundation
import StackKit
import Testing

/// A planner and a workshop: what they make, and how they report it. Used by one thread.
final class JobWorkshop {
  typealias Body = [String: Any]

  /// A production order that is started, and what it takes.
  struct Order {
    let id: Int
    let number: String
    let product: Int
    let materials: [Int]
  }

  let stack: Stack
  let client: APIClient

  init() throws {
    stack = try SharedStack.get()
    client = try SharedStack.admin()
  }

  /// On a stack of its own, which its caller shuts down.
  init(own name: String, settings: [String: String] = [:]) throws {
    stack = try Stack.start(directory: SharedStack.directory(name), environment: settings)
    client = try APIClient.admin(of: stack)
  }

  init(_ stack: Stack, token: String?) {
    self.stack = stack
    client = APIClient(stack)
    client.token = token
  }

  /// A name that nobody has yet.
  static func name(_ prefix: String) -> String { SalesCounter.name(prefix) }

  func newSKUs(_ count: Int, kind: String) throws -> [Int] {
    let skus = [Body](repeating: ["price": "9.90"], count: count)
    let answer = try client.post("/item/create", ["name": "车间件", "kind": kind, "skus": skus])
    return try (0..<count).map {
      try #require(answer.int("skus.\($0).sku_id"), "\(answer.http.text)")
    }
  }

  func putIn(_ sku: Int, _ quantity: String, unitCost: String = "1") throws {
    let answer = try client.post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": Self.name("open"),
        "lines": [["sku_id": sku, "qty": quantity, "unit_cost": unitCost] as Body],
      ])
    try #require(answer.status == 201, "\(answer.http.text)")
  }

  /// A product of two materials, 2 and 0.5 of them, and its operations.
  func product(operations: [Int]) throws -> (sku: Int, materials: [Int]) {
    let materials = try newSKUs(2, kind: "raw")
    let product = try newSKUs(1, kind: "finished")[0]
    var body: Body = [
      "sku_id": product, "version": "A",
      "components": [
        ["sku_id": materials[0], "qty": "2"], ["sku_id": materials[1], "qty": "0.5"],
      ] as [Body],
    ]
    if !operations.isEmpty {
      body["routing"] = operations.map {
        ["op_no": $0, "name": "工序\($0)", "work_center": "WC\($0)", "minutes": "1.5"] as Body
      }
    }
    let made = try client.post("/mo/bom/template/create", body)
    try #require(made.status == 201, "\(made.http.text)")
    return (product, materials)
  }

  /// An order that was written and started, with its material in stock, unless `stocked` is false.
  func started(
    _ quantity: String, operations: [Int] = [], stocked: Bool = true
  ) throws -> Order {
    let (product, materials) = try product(operations: operations)
    if stocked { for material in materials { try putIn(material, "100000") } }
    let made = try client.post("/mo/create", ["sku_id": product, "qty": quantity])
    let id = try #require(made.int("mo_id"), "\(made.http.text)")
    for step in ["release", "start"] {
      let answer = try client.post("/mo/\(step)", ["mo_id": id])
      try #require(answer.status == 200, "\(answer.http.text)")
    }
    return Order(
      id: id, number: try #require(made.string("mo_no")), product: product, materials: materials)
  }

  /// Waits until the stock centre has issued an order's material.
  func waitUntilIssued(_ id: Int) throws {
    let end = Date().addingTimeInterval(60)
    while Date() < end {
      if try client.get("/mo/\(id)").string("material_status") == "issued" { return }
      usleep(50_000)
    }
    Issue.record("the material of order \(id) was not issued within a minute")
  }

  static func report(
    _ order: Order, _ number: String, _ good: String, op: Int? = nil, defect: String? = nil,
    scrap: Body? = nil
  ) -> Body {
    var body: Body = ["report_no": number, "mo_id": order.id, "good_qty": good]
    if let op { body["op_no"] = op }
    if let defect { body["defect_qty"] = defect }
    if let scrap { body["scrap"] = scrap }
    return body
  }

  func report(
    _ order: Order, _ good: String, op: Int? = nil, defect: String? = nil, scrap: Body? = nil,
    number: String? = nil
  ) throws -> APIAnswer {
    try client.post(
      "/job/report",
      Self.report(
        order, number ?? Self.name("j"), good, op: op, defect: defect, scrap: scrap))
  }

  func reverse(_ number: String) throws -> APIAnswer {
    try client.post("/job/reverse", ["report_no": number])
  }

  func status(_ order: Order) throws -> APIAnswer { try client.get("/job/\(order.id)/status") }

  func onHand(_ sku: Int) throws -> Decimal {
    let answer = try client.get("/stock/\(sku)")
    return try #require(StockFigures(answer.object), "\(answer.http.text)").onHand
  }

  /// What the operator's audit says of an order's number.
  func findings(_ order: Order) throws -> [Substring] {
    try stack.operate("audit").output.split(separator: "\n").filter { $0.contains(order.number) }
  }

  /// The events of an order, of one type.
  func events(_ type: String, _ order: Order) throws -> Int {
    let rows = try stack.sql(
      "SELECT COUNT(*) FROM outbox WHERE type = '\(type)' AND event_key = '\(order.number)'")
    return rows.first?.first.flatMap { Int($0) } ?? -1
  }
}
