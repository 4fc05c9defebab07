import Foundation
import StackKit
import Testing

extension BadInputTests.BoundTests {
  /// The most points, earned and used, the largest coupons and promotions.
  func pileBenefits(_ clerk: BoundClerk) throws {
    let levels = try clerk.client.get("/member/level/list")
    try clerk.post(
      "/member/level",
      [
        "version": levels.int("0.version") ?? 1,
        "levels": [
          ["level": 1, "name": "n", "min_growth": 0, "earn_rate": "100"] as Body,
          ["level": 1000, "name": "m", "min_growth": 1_000_000_000_000, "earn_rate": "100"],
        ],
      ], method: "PUT")
    let member = try self.member(clerk)
    try pilePoints(clerk, member)
    let goods = try clerk.skus([BoundClerk.payable, "1"])
    for sku in goods { try clerk.putIn(sku, "100", cost: "1") }
    let coupon = try self.coupon(clerk, member)
    let promotions = try promote(clerk, goods)
    // Every process knows of them within a second.
    usleep(1_100_000)
    for quantity in ["1", "2", "100", BoundClerk.quantity] {
      for sku in goods {
        try clerk.post(
          "/promo/calc",
          [
            "channel": "pos", "store_id": 1, "member_id": member,
            "lines": [clerk.line(sku, quantity)],
          ])
        let made = try clerk.post(
          "/order/create",
          [
            "channel": "pos", "store_id": 1, "member_id": member, "coupon_id": coupon,
            "use_points": 1_000_000_000, "lines": [clerk.line(sku, quantity)],
          ])
        guard let number = made.string("order_no") else { continue }
        try clerk.post("/order/cancel", ["order_no": number], 200)
      }
    }
    for id in promotions { try clerk.post("/promo/disable", ["promo_id": id], 200) }
    usleep(1_100_000)
    try earn(clerk, member, goods[0])
  }

  private func member(_ clerk: BoundClerk) throws -> Int {
    let phone = "19\(UInt64.random(in: 100_000_000...999_999_999))"
    let made = try clerk.post("/member/register", ["name": "会员", "phone": phone], 201)
    return try #require(made.int("member_id"))
  }

  /// By hand: a milliard at a time, up and down, into debt and out of it.
  private func pilePoints(_ clerk: BoundClerk, _ member: Int) throws {
    for (reason, change) in [
      ("earn", 1_000_000_000), ("adjust", 1_000_000_000), ("refund", 1_000_000_000),
      ("refund", -1_000_000_000), ("redeem", -1_000_000_000), ("expire", -1_000_000_000),
      ("adjust", -1_000_000_000), ("refund", -1_000_000_000), ("earn", 1_000_000_000),
      ("earn", 1_000_000_000),
    ] {
      try clerk.post(
        "/member/point/change",
        ["member_id": member, "change": change, "reason": reason, "ref_no": clerk.next("p")])
    }
    // As if by a million of these: at the bound.
    let limit = "1000000000000000"
    try clerk.stack.sql(
      """
      START TRANSACTION; \
      INSERT INTO point_lot (member_id, points, remaining) SELECT member_id, \(limit) - points, \
      \(limit) - points FROM member WHERE member_id = \(member) AND points < \(limit); \
      INSERT INTO point_change (member_id, reason, ref_no, points_change, debt_change, \
      growth_change, points, growth, level) SELECT member_id, 'earn', '\(clerk.next("q"))', \
      \(limit) - points, 0, \(limit) - growth, \(limit), \(limit), 1000 FROM member \
      WHERE member_id = \(member) AND points_debt = 0; \
      UPDATE member SET points = \(limit), growth = \(limit), level = 1000 \
      WHERE member_id = \(member) AND points_debt = 0; COMMIT
      """)
    let full = try clerk.post(
      "/member/point/change",
      ["member_id": member, "change": 1, "reason": "earn", "ref_no": clerk.next("p")])
    #expect(full.error == "member.points_limit", "\(full.http.text)")
  }

  private func coupon(_ clerk: BoundClerk, _ member: Int) throws -> Int {
    let template = try clerk.post(
      "/member/coupon/template/create",
      [
        "name": "n", "type": "cash", "amount": BoundClerk.money, "threshold": BoundClerk.money,
        "valid_days": 36_500, "total": 1_000_000_000, "per_member": 1_000_000,
      ], 201)
    let open = try clerk.post(
      "/member/coupon/template/create",
      ["name": "n", "type": "cash", "amount": BoundClerk.money, "valid_days": 36_500], 201)
    let claim: Body = ["template_id": template.int("template_id") ?? 0, "member_id": member]
    try clerk.post("/member/coupon", claim, 201)
    let claimed = try clerk.post(
      "/member/coupon", ["template_id": open.int("template_id") ?? 0, "member_id": member], 201)
    return try #require(claimed.int("coupon_id"))
  }

  /// Promotions of the largest numbers, of each type; those that were taken.
  private func promote(_ clerk: BoundClerk, _ goods: [Int]) throws -> [Int] {
    let (most, price) = (BoundClerk.quantity, BoundClerk.price)
    let rules: [(String, Body)] = [
      (
        "full_reduction",
        [
          "tiers": [
            ["threshold": "0.01", "reduce": "0.01"], ["threshold": "1", "reduce": "1"],
            ["threshold": BoundClerk.money, "reduce": BoundClerk.money],
          ]
        ]
      ),
      ("discount", ["rate": "0.0001"]),
      (
        "buy_gift",
        ["sku_id": goods[1], "buy_qty": "0.0001", "gift_sku_id": goods[1], "gift_qty": most]
      ),
      (
        "buy_gift",
        ["sku_id": goods[0], "buy_qty": most, "gift_sku_id": goods[1], "gift_qty": most]
      ),
      ("member_price", ["prices": [["sku_id": goods[1], "price": price] as Body]]),
      (
        "bundle",
        [
          "components": [
            ["sku_id": goods[0], "qty": most], ["sku_id": goods[1], "qty": "0.0001"],
          ],
          "price": BoundClerk.money,
        ]
      ),
      (
        "bundle",
        [
          "components": [
            ["sku_id": goods[0], "qty": "0.0001"], ["sku_id": goods[1], "qty": "0.0001"],
          ],
          "price": "0",
        ]
      ),
    ]
    return try rules.compactMap { type, rule in
      let made = try clerk.post(
        "/promo/create",
        [
          "name": clerk.next("p"), "type": type, "rule": rule, "stackable": true,
          "priority": 1_000_000, "usage_limit": 1_000_000_000_000,
          "per_member_limit": 1_000_000_000_000, "starts_at": "2020-01-01T00:00:00Z",
          "ends_at": "9999-12-31T23:59:59.999999Z",
        ])
      guard let id = made.int("promo_id") else { return nil }
      return try clerk.post("/promo/enable", ["promo_id": id]).status == 200 ? id : nil
    }
  }

  /// A member who has all that a member can have buys more: it is capped, and no event is stuck.
  private func earn(_ clerk: BoundClerk, _ member: Int, _ sku: Int) throws {
    let made = try clerk.post(
      "/order/create",
      [
        "channel": "pos", "store_id": 1, "member_id": member, "lines": [clerk.line(sku, "1")],
      ], 201)
    let number = made.string("order_no") ?? ""
    try clerk.post(
      "/order/pay",
      [
        "order_no": number,
        "payments": [["method": "cash", "amount": made.string("payable") ?? ""]],
      ], 200)
    try clerk.wait("the points of \(number)") {
      try clerk.stack.sql(
        "SELECT COUNT(*) FROM point_change WHERE member_id = \(member) AND capped") != [["0"]]
    }
    try clerk.post("/order/refund", ["order_no": number, "refund_no": clerk.next("r")], 200)
  }
}
