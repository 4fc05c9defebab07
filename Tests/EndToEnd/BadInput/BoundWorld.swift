import Foundation
import StackKit
import Testing

/// A stack with a document of each kind, so that a number in a good body gets as far as the books.
struct BoundWorld: Sendable {
  typealias Body = [String: Any]

  let base: BadInputWorld
  /// Ids of documents by the name of the field, instead of those that nobody has in the bodies of
  /// `WritingCall`. The first document of each kind, with the id 1, is for whoever sends that.
  private let ids: [String: Int]

  static func get() throws -> BoundWorld { try made.get() }

  private static let made = Result { try BoundWorld(BadInputWorld.own("bad-input-bounds")) }

  private init(_ base: BadInputWorld) throws {
    self.base = base
    let client = base.client()
    let desk = try PurchaseDesk(base.stack)
    func make(_ path: String, _ field: String, _ body: (Int) -> Body) throws -> Int {
      var last = 0
      for turn in 0..<2 {
        let answer = try client.post(path, body(turn))
        try #require([200, 201].contains(answer.status), "\(path): \(answer.http.text)")
        last = try #require(answer.int(field), "\(path): \(answer.http.text)")
      }
      return last
    }
    var ids: [String: Int] = [:]
    ids["member_id"] = try make("/member/register", "member_id") {
      ["name": "会员", "phone": "1391234567\($0)"]
    }
    ids["template_id"] = try make("/member/coupon/template/create", "template_id") { _ in
      ["name": "n", "type": "cash", "amount": "1", "valid_days": 30, "per_member": 1000]
    }
    let (member, template) = (ids["member_id"] ?? 0, ids["template_id"] ?? 0)
    ids["coupon_id"] = try make("/member/coupon", "coupon_id") { _ in
      ["template_id": template, "member_id": member]
    }
    ids["supplier_id"] = try desk.newSupplier()
    _ = try desk.approved([(base.skus[0], "10", "1.25")])
    ids["po_id"] = try desk.approved([(base.skus[0], "1000000", "1.25")])
    ids["bom_template_id"] = try make("/mo/bom/template/create", "bom_template_id") {
      [
        "sku_id": base.skus[0], "version": "of-tests-\($0)",
        "components": [["sku_id": base.skus[1], "qty": "0.01"] as Body],
        "routing": [["op_no": 10, "name": "n", "work_center": "W", "minutes": "1"] as Body],
      ]
    }
    let bill = ids["bom_template_id"] ?? 0
    ids["mo_id"] = try make("/mo/create", "mo_id") { _ in
      ["sku_id": base.skus[0], "qty": "1000", "bom_template_id": bill]
    }
    for step in ["release", "start"] {
      let answer = try client.post("/mo/\(step)", ["mo_id": ids["mo_id"] ?? 0])
      try #require(answer.status == 200, "\(answer.http.text)")
    }
    ids["promo_id"] = try make("/promo/create", "promo_id") { _ in
      Self.promotion("discount", ["rate": "0.99"])
    }
    let till = try client.post("/pos/register", ["device_id": "bad-input", "store_id": 1])
    try #require(till.status == 201, "\(till.http.text)")
    self.ids = ids
  }

  /// A good body with the documents of this world.
  func body(of call: WritingCall, _ number: Int) throws -> Body {
    settled(try call.body(base, number)) as? Body ?? [:]
  }

  private func settled(_ value: Any) -> Any {
    if let list = value as? [Any] { return list.map(settled) }
    guard let object = value as? Body else { return value }
    return Dictionary(
      uniqueKeysWithValues: object.map { name, value in
        (name, value is Int ? ids[name] ?? value : settled(value))
      })
  }

  private static func promotion(_ type: String, _ rule: Body) -> Body {
    [
      "name": "促销", "type": type, "rule": rule, "starts_at": "2020-01-01T00:00:00Z",
      "ends_at": "2999-01-01T00:00:00Z",
    ]
  }

  /// More good bodies of a call, for fields that exclude those of its first one.
  func others(of call: WritingCall) -> [Body] {
    switch call.testDescription {
    case "POST /promo/create":
      return [
        Self.promotion("full_reduction", ["tiers": [["threshold": "100", "reduce": "1"] as Body]]),
        Self.promotion("discount", ["rate": "0.99"]),
        Self.promotion(
          "buy_gift",
          ["sku_id": base.skus[0], "buy_qty": 2, "gift_sku_id": base.skus[1], "gift_qty": 1]),
        Self.promotion("member_price", ["prices": [["sku_id": base.skus[0], "price": 1] as Body]]),
      ]
    case "POST /member/coupon/template/create":
      return [["name": "n", "type": "discount", "rate": "0.5", "valid_days": 30]]
    case "POST /order/create":
      return [
        [
          "channel": "app", "store_id": 1, "member_id": ids["member_id"] ?? 0,
          "lines": [["sku_id": base.skus[0], "qty": 1] as Body],
        ]
      ]
    default: return []
    }
  }
}
