import Foundation
import StackKit
import Testing

/// A planner of the shared stack, the bills of material and the goods they plan with. Used by one
/// thread.
final class Workshop {
  let stack: Stack
  let client: APIClient

  init() throws {
    stack = try SharedStack.get()
    client = try SharedStack.admin()
  }

  /// On a stack of its own, which its caller shuts down.
  init(own name: String) throws {
    stack = try Stack.start(directory: SharedStack.directory(name))
    client = try APIClient.admin(of: stack)
  }

  init(_ stack: Stack, token: String?) {
    self.stack = stack
    client = APIClient(stack)
    client.token = token
  }

  /// The same planner on another thread.
  func another() -> Workshop { Workshop(stack, token: client.token) }

  /// Somebody who works in another factory.
  func stranger(_ roles: [String] = ["planner"]) throws -> Workshop {
    let factory = try client.post(
      "/user/org/create", ["code": Self.name("f"), "name": "工厂", "kind": "factory"])
    let user = Self.name("u")
    let made = try client.post(
      "/user/create",
      [
        "username": user, "password": "a good password", "name": "n", "roles": roles,
        "org_id": try #require(factory.int("org_id")),
      ])
    try #require(made.status == 201, "\(made.http.text)")
    let other = Workshop(stack, token: nil)
    try other.client.login(user, password: "a good password")
    return other
  }

  /// A name that nobody has yet.
  static func name(_ prefix: String) -> String { SalesCounter.name(prefix) }

  func newSKUs(_ count: Int, kind: String = "raw") throws -> [Int] {
    let skus = [[String: Any]](repeating: ["price": "9.90"], count: count)
    let answer = try client.post("/item/create", ["name": "物料", "kind": kind, "skus": skus])
    return try (0..<count).map {
      try #require(answer.int("skus.\($0).sku_id"), "\(answer.http.text)")
    }
  }

  func receive(_ goods: [Int: String]) throws {
    let answer = try client.post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": Self.name("o"),
        "lines": goods.map { ["sku_id": $0.key, "qty": $0.value] as [String: Any] },
      ])
    try #require(answer.status == 201, "\(answer.http.text)")
  }

  static func bill(
    _ sku: Int, _ components: [(sku: Int, qty: String, scrap: String)], version: String = "1",
    base: String = "1", more: [String: Any] = [:]
  ) -> [String: Any] {
    let lines = components.map {
      ["sku_id": $0.sku, "qty": $0.qty, "scrap_rate": $0.scrap] as [String: Any]
    }
    return [
      "sku_id": sku, "version": version, "base_qty": base, "components": lines,
    ].merging(more) { $1 }
  }

  @discardableResult
  func template(
    _ sku: Int, _ components: [(sku: Int, qty: String, scrap: String)], version: String = "1",
    base: String = "1", more: [String: Any] = [:]
  ) throws -> Int {
    let answer = try client.post(
      "/mo/bom/template/create",
      Self.bill(sku, components, version: version, base: base, more: more))
    return try #require(answer.int("bom_template_id"), "\(answer.http.text)")
  }

  func create(_ sku: Int, _ quantity: String) throws -> Int {
    let answer = try client.post("/mo/create", ["sku_id": sku, "qty": quantity])
    return try #require(answer.int("mo_id"), "\(answer.http.text)")
  }

  /// An order that was released.
  func released(_ sku: Int, _ quantity: String) throws -> Int {
    let order = try create(sku, quantity)
    let answer = try step("release", order)
    try #require(answer.string("status") == "released", "\(answer.http.text)")
    return order
  }

  /// `release`, `start` or `issue`.
  func step(_ name: String, _ order: Int) throws -> APIAnswer {
    try client.post("/mo/\(name)", ["mo_id": order])
  }

  /// An order whose material is issued or short.
  func started(_ sku: Int, _ quantity: String) throws -> Int {
    let order = try released(sku, quantity)
    let answer = try step("start", order)
    try #require(answer.string("status") == "started", "\(answer.http.text)")
    _ = try served(order)
    return order
  }

  /// Waits until the stock consumer has looked at a started order.
  func served(_ order: Int, seconds: Double = 30) throws -> String {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      let answer = try client.get("/mo/\(order)")
      let status = try #require(answer.string("material_status"), "\(answer.http.text)")
      if status != "pending" { return status }
      usleep(20_000)
    }
    throw StackFault("order \(order) is still pending after \(seconds) s")
  }

  func onHand(_ sku: Int) throws -> Decimal {
    let answer = try client.get("/stock/\(sku)")
    return try #require(StockFigures(answer.object), "\(answer.http.text)").onHand
  }

  /// What the operator's audit says of an order's number or of a SKU.
  func findings(_ words: String) throws -> [Substring] {
    try stack.operate("audit").output.split(separator: "\n").filter { $0.contains(words) }
  }
}
