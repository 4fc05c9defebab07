import Foundation
import StackKit
import Testing

/// A call that takes a JSON body and writes, with a body that it takes.
struct WritingCall: Sendable, CustomTestStringConvertible {
  typealias Body = [String: Any]

  let method: String
  /// The path, for a world.
  let path: @Sendable (BadInputWorld) -> String
  /// A good body; the number makes its codes its own.
  let body: @Sendable (BadInputWorld, Int) throws -> Body
  let testDescription: String

  init(
    _ method: String, _ path: String,
    _ body: @escaping @Sendable (BadInputWorld, Int) throws -> Body
  ) {
    self.method = method
    self.path = {
      path.replacing("{unit}", with: "%E7%AE%B1").replacing("{item}", with: "\($0.itemID)")
        .replacing("{user}", with: "\($0.clerkID)")
        .replacing("{supplier}", with: "1")
    }
    self.body = body
    testDescription = "\(method) \(path)"
  }

  /// Sends bytes as the body.
  func send(
    _ bytes: [UInt8], _ world: BadInputWorld, by client: APIClient,
    type: String? = "application/json", headers: [HTTPClient.Header] = []
  ) throws -> APIAnswer {
    var all = headers
    if let type { all.append(("Content-Type", type)) }
    if let token = client.token { all.append(("Authorization", "Bearer \(token)")) }
    all.append(("Accept-Language", client.language))
    return APIAnswer(try client.http.send(method, path(world), headers: all, body: bytes))
  }

  func send(_ text: String, _ world: BadInputWorld, by client: APIClient) throws -> APIAnswer {
    try send(Array(text.utf8), world, by: client)
  }

  func send(_ body: Body, _ world: BadInputWorld, by client: APIClient) throws -> APIAnswer {
    try send(Self.bytes(body), world, by: client)
  }

  static func bytes(_ body: Any) throws -> [UInt8] {
    Array(try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys]))
  }
}

extension WritingCall {
  private static let centres = [
    user, item, stock, member, promo, order, pos, purchase, production, job, cost, operations,
  ]

  static let all = centres.flatMap { $0 }

  /// One of each centre, for faults that are found before the call is looked at.
  static let oneOfEach = centres.map { $0[0] }

  static let user: [WritingCall] = [
    WritingCall("POST", "/user/create") { _, number in
      [
        "username": "user\(number)", "password": BadInputWorld.password, "name": "n",
        "phone": "13800000000", "org_id": 1, "roles": ["looker"],
      ]
    },
    WritingCall("PUT", "/user/{user}") { world, _ in
      let user = try world.client().get("/user/\(world.clerkID)")
      return ["name": "店员", "phone": "13800000000", "version": user.int("version") ?? 0]
    },
    WritingCall("POST", "/user/login") { world, number in
      ["username": "nobody\(number)", "password": "x"]
    },
    WritingCall("POST", "/user/refresh") { _, number in ["refresh_token": "none\(number)"] },
    WritingCall("POST", "/user/password") { _, _ in
      ["old_password": "wrong", "new_password": BadInputWorld.password]
    },
    WritingCall("POST", "/user/role/create") { _, number in
      ["code": "role\(number)", "name": "n", "permissions": ["item.read"]]
    },
    WritingCall("POST", "/user/role/assign") { world, _ in
      ["user_id": world.clerkID, "roles": ["looker"]]
    },
    WritingCall("POST", "/user/org/create") { _, number in
      ["code": "org\(number)", "name": "n", "parent_id": 1, "kind": "store"]
    },
  ]

  static let item: [WritingCall] = [
    WritingCall("POST", "/item/create") { _, number in
      [
        "name": "n", "code": "code\(number)", "brand": "b", "kind": "finished", "base_unit": "pcs",
        "skus": [
          [
            "spec": ["颜色": "红"], "price": "1.2345", "barcodes": ["bar\(number)"],
            "units": [["unit": "箱", "factor": 12, "barcode": "box\(number)"]],
            "cost_method": "moving_average", "safety_stock": "1",
          ] as Body
        ],
      ]
    },
    WritingCall("PUT", "/item/{item}") { world, _ in
      let item = try world.client().get("/item/\(world.itemID)")
      return ["name": "螺丝", "brand": "b", "version": item.int("version") ?? 0]
    },
    WritingCall("POST", "/item/barcode/bind") { world, number in
      ["sku_id": world.skus[1], "code": "bind\(number)"]
    },
    WritingCall("POST", "/item/barcode/unbind") { world, number in
      ["sku_id": world.skus[1], "code": "bind\(number)"]
    },
    WritingCall("POST", "/item/category/create") { _, number in ["name": "category\(number)"] },
    WritingCall("POST", "/item/price/set") { world, number in
      ["sku_id": world.skus[1], "price_list": "member", "price": "2.9999"]
    },
    WritingCall("POST", "/item/unit/create") { _, number in
      ["unit": "u\(number)", "title": ["zh": "单位", "en": "unit"], "decimals": 2]
    },
    WritingCall("PUT", "/item/unit/{unit}") { _, _ in ["decimals": 0, "version": 1] },
  ]

  static let stock: [WritingCall] = [
    WritingCall("POST", "/stock/in") { world, number in
      [
        "ref_type": "manual", "ref_no": "in\(number)", "warehouse_id": 1,
        "lines": [
          ["sku_id": world.skus[0], "qty": "1", "unit_cost": "1.5", "batch_no": "b"] as Body
        ],
      ]
    },
    WritingCall("POST", "/stock/out") { world, number in
      [
        "ref_type": "manual", "ref_no": "out\(number)",
        "lines": [["sku_id": world.skus[0], "qty": "1", "batch_no": "b"] as Body],
      ]
    },
    WritingCall("POST", "/stock/lock") { world, number in
      [
        "ref_no": "lock\(number)", "ttl_seconds": 3600,
        "lines": [["sku_id": world.skus[0], "qty": 1]],
      ]
    },
    WritingCall("POST", "/stock/unlock") { _, number in ["ref_no": "lock\(number)"] },
    WritingCall("POST", "/stock/transfer") { world, number in
      [
        "ref_no": "move\(number)", "from_warehouse_id": 1,
        "to_warehouse_id": world.secondWarehouse,
        "lines": [["sku_id": world.skus[0], "qty": 1, "batch_no": "b"] as Body],
      ]
    },
    WritingCall("POST", "/stock/count") { world, number in
      [
        "ref_no": "count\(number)", "warehouse_id": world.secondWarehouse,
        "lines": [["sku_id": world.skus[2], "counted_qty": 1000 + number]],
      ]
    },
    WritingCall("POST", "/stock/warehouse/create") { _, number in
      ["code": "warehouse\(number)", "name": "n"]
    },
    WritingCall("POST", "/stock/warehouse/assign") { _, _ in
      ["org_id": 1, "warehouse_id": 1, "purpose": "return"]
    },
  ]

  static let order: [WritingCall] = [
    WritingCall("POST", "/order/create") { world, number in
      [
        "channel": "pos", "store_id": 1, "remark": "r",
        "lines": [["barcode": world.barcode, "qty": 1] as Body],
      ]
    },
    WritingCall("POST", "/order/pay") { world, number in
      [
        "order_no": world.orderNo,
        "payments": [["method": "card", "amount": "0.01", "txn_no": "t\(number)"]],
      ]
    },
    WritingCall("POST", "/order/ship") { world, number in
      [
        "order_no": world.orderNo, "ship_no": "s\(number)", "carrier": "c", "tracking_no": "t",
      ]
    },
    WritingCall("POST", "/order/cancel") { _, number in
      ["order_no": "pos-1-20200101-\(number)", "reason": "r"]
    },
    WritingCall("POST", "/order/refund") { world, number in
      [
        "order_no": world.orderNo, "refund_no": "r\(number)",
        "lines": [["sku_id": world.skus[0], "qty": "0.5"] as Body],
      ]
    },
  ]

  static let pos: [WritingCall] = [
    WritingCall("POST", "/pos/register") { _, _ in ["device_id": "bad-input", "store_id": 1] },
    WritingCall("POST", "/pos/sync") { world, number in
      [
        "device_id": "bad-input",
        "orders": [
          [
            "client_id": "c\(number)", "seq": number, "sold_at": "2026-11-22T08:00:00Z",
            "lines": [["sku_id": world.skus[0], "qty": 1, "price": "1.5"] as Body],
            "payments": [["method": "cash", "amount": "1.5", "txn_no": "t"]], "payable": "1.5",
          ] as Body
        ],
      ]
    },
    WritingCall("POST", "/pos/retry") { _, number in ["device_id": "bad-input", "seq": number] },
    WritingCall("POST", "/pos/skip") { _, number in
      ["device_id": "bad-input", "seq": number, "reason": "r"]
    },
  ]

  static let operations: [WritingCall] = [
    WritingCall("POST", "/ops/events/replay") { _, _ in ["consumer": "nobody"] }
  ]
}
