import Foundation
import StackKit
import Testing

/// A stack with some goods, stock, an order and users in it, for all tests of bad input.
struct BadInputWorld: Sendable {
  let stack: Stack
  let token: String
  /// A user who may only read goods.
  let clerkToken: String
  let clerkName: String
  var clerkID: Int
  let itemID: Int
  /// Three SKUs of the item, each with 1,000 in warehouse 1 and 2.
  let skus: [Int]
  let barcode: String
  let secondWarehouse: Int
  /// An unpaid order of one piece, its number, and what it costs.
  let orderNo: String
  let payable: String

  static let password = "correct horse battery"

  static func get() throws -> BadInputWorld { try made.get() }

  private static let made = Result { try own("bad-input") }

  /// A world that no other test sees, for one that uses up its goods. Its caller stops the stack.
  static func own(_ name: String) throws -> BadInputWorld {
    try BadInputWorld(Stack.start(directory: SharedStack.directory(name)))
  }

  /// A client that is logged in as `admin`, of one thread.
  func client(chinese: Bool = false) -> APIClient {
    let client = APIClient(stack)
    client.token = token
    client.language = chinese ? "zh-CN,zh;q=0.9" : "en"
    return client
  }

  private init(_ stack: Stack) throws {
    self.stack = stack
    let admin = try APIClient.admin(of: stack)
    token = try #require(admin.token)

    barcode = "6900000000017"
    let item = try Self.made(
      admin.post(
        "/item/create",
        [
          "name": "螺丝", "code": "SCREW",
          "skus": [["price": "2.50", "barcodes": [barcode]], ["price": 3], ["price": "0.01"]],
        ]))
    itemID = try #require(item.int("item_id"))
    skus = try (0..<3).map { try #require(item.int("skus.\($0).sku_id")) }

    let warehouse = try Self.made(
      admin.post("/stock/warehouse/create", ["code": "second", "name": "二号仓"]))
    secondWarehouse = try #require(warehouse.int("warehouse_id"))
    for place in [1, secondWarehouse] {
      let lines = skus.map { ["sku_id": $0, "qty": 1000, "unit_cost": "1.25"] }
      _ = try Self.made(
        admin.post(
          "/stock/in",
          [
            "ref_type": "opening", "ref_no": "open-\(place)", "warehouse_id": place,
            "lines": lines,
          ]))
    }
    let order = try Self.made(
      admin.post(
        "/order/create",
        ["channel": "pos", "store_id": 1, "lines": [["sku_id": skus[0], "qty": 1]]]))
    orderNo = try #require(order.string("order_no"))
    payable = try #require(order.string("payable"))

    _ = try Self.made(
      admin.post(
        "/user/role/create", ["code": "looker", "name": "看货", "permissions": ["item.read"]]))
    clerkName = "clerk"
    let clerk = try Self.made(
      admin.post(
        "/user/create",
        [
          "username": clerkName, "password": Self.password, "name": "店员", "roles": ["looker"],
        ]))
    clerkID = try #require(clerk.int("user_id"))
    let login = APIClient(stack)
    try login.login(clerkName, password: Self.password)
    clerkToken = try #require(login.token)
  }

  private static func made(_ answer: APIAnswer) throws -> APIAnswer {
    try #require([200, 201].contains(answer.status), "\(answer.http.text)")
    return answer
  }
}
