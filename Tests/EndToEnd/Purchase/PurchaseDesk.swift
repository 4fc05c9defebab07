import Foundation
import StackKit
import Testing

/// A buyer of the shared stack and the goods they buy. Used by one thread.
final class PurchaseDesk {
  let stack: Stack
  let client: APIClient

  init() throws {
    stack = try SharedStack.get()
    client = try SharedStack.admin()
  }

  /// On a stack of its own, which its caller shuts down: for more orders than other tests can bear,
  /// or for other settings.
  convenience init(own name: String, settings: [String: String] = [:]) throws {
    try self.init(
      Stack.start(directory: SharedStack.directory(name), environment: settings))
  }

  /// A buyer of a stack that somebody else started.
  init(_ stack: Stack) throws {
    self.stack = stack
    client = try APIClient.admin(of: stack)
  }

  /// A name that nobody has yet.
  static func name(_ prefix: String) -> String { SalesCounter.name(prefix) }

  func newSKUs(_ count: Int) throws -> [Int] {
    let skus = [[String: Any]](repeating: ["price": "9.90"], count: count)
    let answer = try client.post("/item/create", ["name": "采购件", "kind": "raw", "skus": skus])
    return try (0..<count).map {
      try #require(answer.int("skus.\($0).sku_id"), "\(answer.http.text)")
    }
  }

  func newSupplier() throws -> Int {
    let answer = try client.post(
      "/po/supplier/create", ["code": Self.name("v"), "name": "供应商", "phone": "010-12345678"])
    return try #require(answer.int("supplier_id"), "\(answer.http.text)")
  }

  func create(
    _ lines: [(sku: Int, qty: String, price: String)], supplier: Int? = nil
  ) throws -> APIAnswer {
    try client.post(
      "/po/create",
      [
        "supplier_id": try supplier ?? newSupplier(),
        "lines": lines.map {
          ["sku_id": $0.sku, "qty": $0.qty, "price": $0.price] as [String: Any]
        },
      ])
  }

  /// An order that was approved: `admin` may approve what they wrote.
  func approved(
    _ lines: [(sku: Int, qty: String, price: String)], supplier: Int? = nil
  ) throws -> Int {
    let made = try create(lines, supplier: supplier)
    let id = try #require(made.int("po_id"), "\(made.http.text)")
    let answer = try client.post("/po/approve", ["po_id": id, "approved": true])
    try #require(answer.string("status") == "approved", "\(answer.http.text)")
    return id
  }

  static func receipt(
    _ order: Int, _ number: String, _ lines: [(line: Int, qty: String, rejected: String)]
  ) -> [String: Any] {
    [
      "po_id": order, "receipt_no": number,
      "lines": lines.map {
        ["line_no": $0.line, "qty": $0.qty, "rejected_qty": $0.rejected] as [String: Any]
      },
    ]
  }

  func receive(
    _ order: Int, _ lines: [(line: Int, qty: String, rejected: String)], number: String? = nil
  ) throws -> APIAnswer {
    try client.post(
      "/po/receive", Self.receipt(order, number ?? Self.name("r"), lines))
  }

  func giveBack(_ order: Int, _ line: Int, _ quantity: String) throws -> APIAnswer {
    try client.post(
      "/po/return",
      [
        "po_id": order, "return_no": Self.name("b"),
        "lines": [["line_no": line, "qty": quantity] as [String: Any]],
      ])
  }

  func onHand(_ sku: Int) throws -> Decimal {
    let answer = try client.get("/stock/\(sku)")
    return try #require(StockFigures(answer.object), "\(answer.http.text)").onHand
  }

  /// A user of their own with these permissions, logged in; of another organisation than the desk's
  /// if one is given.
  func colleague(_ permissions: [String], organisation: Int? = nil) throws -> APIClient {
    let (role, user) = (Self.name("role"), Self.name("u"))
    let made = try client.post(
      "/user/role/create", ["code": role, "name": "n", "permissions": permissions])
    try #require(made.status == 201, "\(made.http.text)")
    var person: [String: Any] = [
      "username": user, "password": "a good password", "name": "n", "roles": [role],
    ]
    person["org_id"] = organisation
    let created = try client.post("/user/create", person)
    try #require(created.status == 201, "\(created.http.text)")
    let other = APIClient(stack)
    let login = try other.login(user, password: "a good password")
    try #require(other.token != nil, "\(login.http.text)")
    return other
  }

  func newOrganisation() throws -> Int {
    let answer = try client.post(
      "/user/org/create", ["code": Self.name("o"), "name": "分公司", "kind": "company"])
    return try #require(answer.int("org_id"), "\(answer.http.text)")
  }

  /// What the operator's audit says of an order's number or of a SKU.
  func findings(_ words: String) throws -> [Substring] {
    try stack.operate("audit").output.split(separator: "\n").filter { $0.contains(words) }
  }
}
