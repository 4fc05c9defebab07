import Foundation
import StackKit

/// Sales, a purchase and a production order, step by step, each step one line. May be repeated:
/// store, goods and opening stock have natural keys, so only the documents happen again.
struct Tour {
  let client: APIClient
  private let password: String
  private var number = 0

  private static let goods: [(name: String, barcode: String, price: String)] = [
    ("绿茶 500ml", "6901234500017", "3.5000"),
    ("矿泉水 550ml", "6901234500024", "2.0000"),
    ("牛奶巧克力 80g", "6901234500031", "12.9000"),
  ]

  /// - Parameters:
  ///   - port: where the API is
  ///   - password: of the user `admin`
  init(port: Int, password: String) {
    client = APIClient(port: port)
    self.password = password
  }

  mutating func run() throws {
    let login = try done(client.login(password: password), "log in / 登录")
    say("token for \(login.int("expires_in") ?? 0) s")
    let store = try demoStore()
    let skus = try Self.goods.map { try demoGoods($0.name, $0.barcode, $0.price) }
    try receiveStock(skus)
    let found = try done(
      client.get("/item/barcode/\(Self.goods[0].barcode)"), "scan the barcode / 扫码")
    say("\(found.string("name") ?? "?") at \(found.string("price") ?? "?")")
    let before = try stock(of: skus[0])
    let order = try sell(store: store)
    try pay(order)
    try waitUntilIssued(order)
    let after = try stock(of: skus[0])
    begin("stock / 库存")
    say("\(Self.goods[0].name): on hand \(before) → \(after)")
    try memberSale(store: store, sku: skus[2])
    try offlineDay(store: store, sku: skus[0])
    try buyAndMake()
  }

  private mutating func demoStore() throws -> Int {
    let tree = try client.get("/user/org/tree")
    if let known = Self.find(code: "DEMO-STORE", in: tree.data) {
      begin("store / 门店")
      say("DEMO-STORE is org \(known)")
      return known
    }
    let made = try done(
      client.post(
        "/user/org/create", ["code": "DEMO-STORE", "name": "演示门店", "kind": "store"]),
      "create a store / 创建门店")
    guard let id = made.int("org_id") else { throw StackFault("no org_id in \(made.http.text)") }
    say("DEMO-STORE is org \(id)")
    return id
  }

  private static func find(code: String, in tree: Any?) -> Int? {
    if let list = tree as? [Any] {
      return list.lazy.compactMap { find(code: code, in: $0) }.first
    }
    guard let node = tree as? [String: Any] else { return nil }
    if node["code"] as? String == code { return node["org_id"] as? Int }
    return find(code: code, in: node["children"] ?? node["items"])
  }

  mutating func demoGoods(_ name: String, _ barcode: String, _ price: String) throws -> Int {
    let known = try client.get("/item/barcode/\(barcode)")
    if known.status == 200, let sku = known.int("sku_id") {
      begin("item / 商品")
      say("\(name) is SKU \(sku)")
      return sku
    }
    let skus = [["price": price, "barcodes": [barcode]] as [String: Any]]
    let made = try done(
      client.post("/item/create", ["name": name, "skus": skus]), "create an item / 创建商品")
    guard let sku = made.int("skus.0.sku_id") else {
      throw StackFault("no sku_id in \(made.http.text)")
    }
    say("\(name) is SKU \(sku)")
    return sku
  }

  /// The opening stock has one reference, so it comes once; when it is sold out, more comes in.
  private mutating func receiveStock(_ skus: [Int]) throws {
    var reference = "DEMO-OPENING"
    if let left = try? stock(of: skus[0]), left != "0.0000", Double(left) ?? 0 < 1 {
      reference = "DEMO-REFILL-\(Int(Date().timeIntervalSince1970))"
    }
    let lines = skus.map {
      ["sku_id": $0, "qty": "1000", "unit_cost": "1.200000"] as [String: Any]
    }
    let answer = try done(
      client.post(
        "/stock/in", ["ref_type": "opening", "ref_no": reference, "lines": lines]),
      "receive stock / 入库")
    let moves = answer.object["moves"] as? [Any] ?? []
    say("\(reference): \(moves.count) moves")
  }

  private func stock(of sku: Int) throws -> String {
    let answer = try client.get("/stock/\(sku)")
    guard answer.status == 200, let text = answer.string("on_hand") else {
      throw StackFault("GET /stock/\(sku): \(answer.status) \(answer.http.text)")
    }
    return text
  }

  private mutating func sell(store: Int) throws -> APIAnswer {
    let lines: [[String: Any]] = [
      ["barcode": Self.goods[0].barcode, "qty": 2], ["barcode": Self.goods[2].barcode, "qty": 1],
    ]
    let order = try done(
      client.post(
        "/order/create", ["channel": "POS", "store_id": store, "lines": lines],
        key: UUID().uuidString),
      "sell: create the order, lock the stock / 下单并锁定库存")
    say("\(order.string("order_no") ?? "?"), payable \(order.string("payable") ?? "?")")
    return order
  }

  private mutating func pay(_ order: APIAnswer) throws {
    let payment = ["method": "cash", "amount": order.string("payable") ?? "0"]
    let paid = try done(
      client.post(
        "/order/pay", ["order_no": order.string("order_no") ?? "", "payments": [payment]],
        key: UUID().uuidString),
      "pay in cash / 现金支付")
    say("status \(paid.string("status") ?? "?")")
  }

  /// The payment's event makes the stock consumer take the goods out of the lock.
  private mutating func waitUntilIssued(_ order: APIAnswer) throws {
    let began = Date()
    begin("goods leave the stock / 出库")
    var last = "?"
    while Date().timeIntervalSince(began) < 15 {
      let answer = try client.get("/order/\(order.string("order_no") ?? "")")
      last = answer.string("stock_status") ?? answer.http.text
      if last == "issued" {
        let milliseconds = Int(Date().timeIntervalSince(began) * 1000)
        say("issued, \(milliseconds) ms after the payment")
        return
      }
      usleep(10_000)
    }
    throw StackFault("the goods were not issued within 15 s: \(last)")
  }

  mutating func begin(_ what: String) {
    number += 1
    write("\(number). \(what): ")
  }

  /// Names the step, and stops the tour if the API refused it.
  mutating func done(_ answer: APIAnswer, _ what: String) throws -> APIAnswer {
    begin(what)
    guard (200...201).contains(answer.status) else {
      throw StackFault("\(what): \(answer.status) \(answer.http.text)")
    }
    return answer
  }
}
