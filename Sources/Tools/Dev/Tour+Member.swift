import Foundation
import StackKit

extension Tour {
  private static let promotion = "演示：满 20 减 3"
  private static let phone = "13800000001"

  /// A member buys with a promotion and a coupon, and brings a part back.
  mutating func memberSale(store: Int, sku: Int) throws {
    let member = try demoMember()
    try demoPromotion(store: store)
    let coupon = try demoCoupon(member)
    let lines: [[String: Any]] = [["sku_id": sku, "qty": 2]]
    let order = try done(
      client.post(
        "/order/create",
        [
          "channel": "POS", "store_id": store, "member_id": member, "coupon_id": coupon,
          "lines": lines,
        ]), "a member's sale / 会员下单")
    let number = order.string("order_no") ?? "?"
    let payable = order.string("payable") ?? "?"
    let (original, discount) = (order.string("original"), order.string("discount"))
    say("\(original ?? "?") − promotions and coupon \(discount ?? "?") = \(payable)")
    let payment = ["method": "wechat", "amount": payable]
    let paid = try done(
      client.post("/order/pay", ["order_no": number, "payments": [payment]]),
      "pay by WeChat / 微信支付")
    say("\(number) is \(paid.string("status") ?? "?")")
    let refund = try done(
      client.post(
        "/order/refund",
        [
          "order_no": number, "refund_no": "DEMO-\(UUID().uuidString)",
          "lines": [["sku_id": sku, "qty": 1]],
        ] as [String: Any]), "bring one back / 退一件")
    say("\(refund.string("status") ?? "?"), \(refund.string("money") ?? "?") back")
  }

  private mutating func demoMember() throws -> Int {
    let known = try client.get("/member/list?phone=\(Self.phone)")
    if let member = known.items.first?["member_id"] as? Int {
      begin("member / 会员")
      say("member \(member) has \(known.items[0]["points"] ?? 0) points")
      return member
    }
    let made = try done(
      client.post("/member/register", ["name": "张小姐", "phone": Self.phone]),
      "register a member / 注册会员")
    guard let member = made.int("member_id") else {
      throw StackFault("no member_id in \(made.http.text)")
    }
    say("member \(member), card \(made.string("card_no") ?? "?")")
    return member
  }

  private mutating func demoPromotion(store: Int) throws {
    let known = try client.get("/promo/list?size=200").items
      .first { $0["name"] as? String == Self.promotion }
    if let known {
      begin("promotion / 促销")
      say("\(Self.promotion) is promotion \(known["promo_id"] ?? "?")")
      return
    }
    let made = try done(
      client.post(
        "/promo/create",
        [
          "name": Self.promotion, "type": "full_reduction",
          "rule": ["tiers": [["threshold": "20", "reduce": "3"]]],
          "scope": ["store_ids": [store]], "starts_at": "2026-01-01T00:00:00+08:00",
          "ends_at": "2099-01-01T00:00:00+08:00",
        ] as [String: Any]), "create a promotion / 新建促销")
    let promotion = made.int("promo_id") ?? 0
    let enabled = try client.post("/promo/enable", ["promo_id": promotion])
    say("\(Self.promotion): \(enabled.string("status") ?? "enabled")")
    // Every process knows of it within a second.
    usleep(1_100_000)
  }

  private mutating func demoCoupon(_ member: Int) throws -> Int {
    let template = try client.post(
      "/member/coupon/template/create",
      ["name": "演示：2 元券", "type": "cash", "amount": "2", "valid_days": 7])
    let coupon = try done(
      client.post(
        "/member/coupon",
        ["template_id": template.int("template_id") ?? 0, "member_id": member]),
      "give a coupon / 发券")
    guard let id = coupon.int("coupon_id") else {
      throw StackFault("no coupon_id in \(coupon.http.text)")
    }
    say("coupon \(id): 2.00 off")
    return id
  }
}
