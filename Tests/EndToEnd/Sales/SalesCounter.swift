import Foundation
import StackKit
import Testing

/// A new store with goods and one cashier, on the stack that all tests share. One thread uses it.
final class SalesCounter {
  let stack: Stack
  let client: APIClient
  let store: Int

  init() throws {
    stack = try SharedStack.get()
    client = try SharedStack.admin()
    let made = try client.post(
      "/user/org/create", ["code": Self.name("s"), "name": "门店", "kind": "store"])
    store = try #require(made.int("org_id"), "\(made.http.text)")
  }

  /// A name that nobody has yet.
  static func name(_ prefix: String) -> String {
    "\(prefix)\(UInt64.random(in: 0...UInt64.max))"
  }

  /// Another connection of the same user.
  func anotherClient() -> APIClient {
    let other = APIClient(stack)
    other.token = client.token
    return other
  }

  /// Somebody who works in this store alone, logged in.
  func employee(_ role: String) throws -> APIClient {
    let (name, password) = (Self.name("clerk"), "correct horse battery")
    let made = try client.post(
      "/user/create",
      [
        "username": name, "password": password, "name": "李四", "org_id": store, "roles": [role],
      ])
    #expect(made.status == 201, "\(made.http.text)")
    let employee = APIClient(stack)
    #expect(try employee.login(name, password: password).status == 200)
    return employee
  }

  struct Goods: Sendable {
    let sku: Int
    let barcode: String
  }

  /// Goods with a barcode, so many of them in the default warehouse.
  func goods(price: String = "9.90", stock: Int = 100) throws -> Goods {
    let barcode = Self.name("b")
    let answer = try client.post(
      "/item/create",
      ["name": "商品", "skus": [["price": price, "barcodes": [barcode]] as [String: Any]]])
    let sku: Int = try #require(answer.int("skus.0.sku_id"), "\(answer.http.text)")
    if stock > 0 {
      let posted = try client.post(
        "/stock/in",
        [
          "ref_type": "opening", "ref_no": Self.name("o"),
          "lines": [["sku_id": sku, "qty": stock]],
        ])
      #expect(posted.status == 201, "\(posted.http.text)")
    }
    return Goods(sku: sku, barcode: barcode)
  }

  func body(_ lines: [(goods: Goods, quantity: Int)]) -> [String: Any] {
    [
      "channel": "POS", "store_id": store,
      "lines": lines.map { ["sku_id": $0.goods.sku, "qty": $0.quantity] },
    ]
  }

  func order(_ goods: Goods, _ quantity: Int) throws -> String {
    let answer = try client.post("/order/create", body([(goods, quantity)]))
    return try #require(answer.string("order_no"), "\(answer.http.text)")
  }

  func pay(_ number: String, _ tenders: [(method: String, amount: String)]) throws -> APIAnswer {
    let payments = tenders.map { ["method": $0.method, "amount": $0.amount] }
    return try client.post(
      "/order/pay", ["order_no": number, "payments": payments] as [String: Any])
  }

  func level(_ goods: Goods) throws -> StockFigures {
    let answer = try client.get("/stock/\(goods.sku)")
    return try #require(StockFigures(answer.object), "\(answer.http.text)")
  }

  /// Waits until the order says so at `path`.
  func wait(_ number: String, _ path: String, _ value: String, seconds: Double = 20) throws {
    let end = Date().addingTimeInterval(seconds)
    var last = ""
    while Date() < end {
      let answer = try client.get("/order/\(number)")
      if answer.string(path) == value { return }
      last = answer.http.text
      usleep(20_000)
    }
    Issue.record("\(path) of \(number) is not \(value) after \(seconds) s: \(last)")
  }
}

extension APIAnswer {
  /// `data` as text, the same for the same contents.
  var dataText: String {
    let data = try? JSONSerialization.data(
      withJSONObject: self.data ?? NSNull(), options: [.sortedKeys, .fragmentsAllowed])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
