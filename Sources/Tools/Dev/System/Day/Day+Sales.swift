import Foundation
import StackKit

/// Promotions, and orders that end the day in each of their states.
extension Day {
  mutating func workSales() throws {
    try workPromotions()
    // Prices and promotions of before count in every process a second later.
    usleep(1_200_000)
    let second = try id("member second")
    try order(
      "held", "store B", [try line("tea", "4"), try line("water", "3")],
      ["member_id": second, "coupon_id": try id("coupon held"), "use_points": 100])
    try order("open", "store A", [try line("tea", "4")])
    try order(
      "paid", "store B", [try line("tea", "6"), try line("water", "1")],
      ["member_id": second, "coupon_id": try id("coupon used"), "use_points": 50])
    try pay("paid", "wechat", "DAY-TXN-1")
    // One transaction of WeChat paid two orders.
    try order("twin", "store A", [try line("tea", "1")])
    try attempt("DAY-TXN-1", or: "DAY-TXN-3", "payment.txn_taken") { day, transaction in
      try day.pay("twin", "wechat", transaction)
    }
    try order("part shipped", "store A", [try line("tea", "5")])
    try order("shipped", "store A", [try line("tea", "2"), try line("lamp", "1")])
    for (name, lines) in [
      ("part shipped", [try line("tea", "2")]),
      ("shipped", [try line("tea", "2"), try line("lamp", "1")]),
    ] {
      try pay(name, "cash")
      try document(
        "/order/ship",
        ["order_no": try number(name), "ship_no": "DAY-SHIP-\(name.prefix(4))", "lines": lines],
        "status")
    }
    try order(
      "cancelled", "store A", [try line("tea", "3")],
      ["member_id": second, "coupon_id": try id("coupon back"), "use_points": 20])
    try post("/order/cancel", ["order_no": try number("cancelled")])
  }

  private mutating func workPromotions() throws {
    let always: [String: Any] = [
      "starts_at": "2026-01-01T00:00:00+08:00", "ends_at": "2098-01-01T00:00:00+08:00",
    ]
    let tea = try id("tea")
    let rules: [(String, String, [String: Any], [String: Any])] = [
      (
        "gift", "buy_gift",
        ["sku_id": tea, "buy_qty": 3, "gift_sku_id": try id("gift"), "gift_qty": 1],
        ["store_ids": [try id("store B")]]
      ),
      (
        "reduction", "full_reduction", ["tiers": [["threshold": "30", "reduce": "4"]]],
        ["store_ids": [try id("store A")], "channels": ["DAY"]]
      ),
      ("till", "discount", ["rate": "0.95"], ["channels": ["pos"], "sku_ids": [tea]]),
    ]
    for (name, type, rule, scope) in rules {
      let promotion: [String: Any] = [
        "name": "日常 \(name)", "type": type, "rule": rule, "scope": scope,
      ]
      try make("promo \(name)", "/promo/create", promotion.merging(always) { $1 }, "promo_id")
      try post("/promo/enable", ["promo_id": try id("promo \(name)")])
    }
  }

  private mutating func order(
    _ name: String, _ store: String, _ lines: [[String: Any]], _ more: [String: Any] = [:]
  ) throws {
    let body: [String: Any] = ["channel": "DAY", "store_id": try id(store), "lines": lines]
    // A store sold from the house's warehouse, before it sold from its own.
    try attempt("an order's default warehouse", or: "the house's", "stock.insufficient") {
      day, warehouse in
      let house: [String: Any] = warehouse == "the house's" ? ["warehouse_id": 1] : [:]
      let made = try day.post("/order/create", body.merging(more.merging(house) { $1 }) { $1 })
      day.book.numbers[name] = made.string("order_no")
    }
  }

  /// Pays, and waits until the goods have left.
  func pay(_ name: String, _ method: String, _ transaction: String? = nil) throws {
    let number = try number(name)
    let payable = try get("/order/\(number)").string("payable") ?? "?"
    var payment = ["method": method, "amount": payable]
    if let transaction { payment["txn_no"] = transaction }
    try post("/order/pay", ["order_no": number, "payments": [payment]])
    try wait("/order/\(number)", "issued") { $0.string("stock_status") == "issued" }
  }

  mutating func workRefunds() throws {
    try order(
      "part refunded", "store B", [try line("tea", "6"), try line("water", "2")],
      ["member_id": try id("member first")])
    try order("refunded", "store B", [try line("tea", "3")])
    for name in ["part refunded", "refunded"] { try pay(name, "cash") }
    // A number that looks like an id.
    try refund("part refunded", "20261130001", [try line("tea", "1")])
    try refund("refunded", "DAY-RF-2", nil)
    // Points that were spent before the goods came back: a shortfall of before.
    let third = try id("member third")
    try order("spent", "store A", [try line("lamp", "2")], ["member_id": third])
    try pay("spent", "cash")
    let earned = try wait("/member/\(third)", "earning") { ($0.int("points") ?? 0) > 0 }
    try document(
      "/member/point/change",
      [
        "member_id": third, "change": 10 - (earned.int("points") ?? 0), "reason": "redeem",
        "ref_no": "DAY-P-3",
      ], "points")
    try refund("spent", "DAY-RF-3", nil)
    try wait("/member/\(third)", "without points") { $0.int("points") == 0 }
  }

  private mutating func refund(
    _ name: String, _ number: String, _ lines: [[String: Any]]?
  ) throws {
    var body: [String: Any] = ["order_no": try self.number(name), "refund_no": number]
    body["lines"] = lines
    try document("/order/refund", body, "amount")
  }

  func goOnSales() throws {
    try pay("held", "alipay", "DAY-TXN-2")
    try post("/order/cancel", ["order_no": try number("open")])
    for name in ["held", "part shipped"] {
      let shipped = try post("/order/ship", ["order_no": try number(name)])
      try same(shipped["status"], "shipped", name)
    }
    // The transaction that was used twice is taken now.
    let second = try id("member second")
    let made = try post(
      "/order/create",
      [
        "channel": "DAY", "store_id": try id("store A"), "member_id": second,
        "coupon_id": try id("coupon back"), "lines": [try line("tea", "3")],
      ])
    let number = made.string("order_no") ?? "?"
    let payable = made.string("payable") ?? "?"
    let twin: [String: Any] = ["method": "wechat", "amount": payable, "txn_no": "DAY-TXN-1"]
    try refused("/order/pay", ["order_no": number, "payments": [twin]], "payment.txn_taken")
    try post(
      "/order/pay", ["order_no": number, "payments": [["method": "cash", "amount": payable]]])
    let coupons = try get("/member/coupon?member_id=\(second)&size=50").items
    for (name, right) in [
      ("held", "used"), ("used", "used"), ("back", "used"), ("free", "issued"),
    ] {
      let coupon = try coupons.first { $0["coupon_id"] as? Int == (try id("coupon \(name)")) }
      try same(coupon?["status"], right, "coupon \(name)")
    }
  }

  func goOnRefunds() throws {
    for (name, lines) in [
      ("held", [try line("tea", "2")]), ("paid", [try line("tea", "4")]),
      ("part refunded", [try line("tea", "2")]), ("part shipped", [try line("tea", "3")]),
    ] {
      let number = try number(name)
      try post(
        "/order/refund",
        ["order_no": number, "refund_no": "DAY-RF-\(lines.count)-\(number)", "lines": lines])
      try post("/order/refund", ["order_no": number, "refund_no": "DAY-RF-rest-\(number)"])
      let order = try get("/order/\(number)")
      try same(order["status"], "refunded", name)
      try same(order["refunded"], order.string("payable") ?? "?", "money back of \(name)")
    }
    try goOnPoints()
  }

  /// A shortfall of before there were debts is nobody's; a debt of before is one still, and paid.
  private func settle(_ member: Int) throws {
    let path = "/member/\(member)"
    let debt = book.reads.last { $0.path == path }?.facts["points_debt"] ?? "0"
    try same(try get(path)["points_debt"], debt, "a shortfall of before")
    guard let points = Int(debt), points > 0 else { return }
    try post(
      "/member/point/change",
      ["member_id": member, "change": points, "reason": "earn", "ref_no": "DAY-P-5"])
    try same(try get(path)["points_debt"], "0", "a debt that was paid")
  }

  /// One of now is a debt.
  private func goOnPoints() throws {
    let third = try id("member third")
    try settle(third)
    let order = try post(
      "/order/create",
      [
        "channel": "DAY", "store_id": try id("store A"), "warehouse_id": 1, "member_id": third,
        "lines": [try line("lamp", "1")],
      ])
    let number = order.string("order_no") ?? "?"
    let payment = ["method": "cash", "amount": order.string("payable") ?? "?"]
    try post("/order/pay", ["order_no": number, "payments": [payment]])
    let earned = try wait("/member/\(third)", "earning") { ($0.int("points") ?? 0) > 10 }
    try post(
      "/member/point/change",
      [
        "member_id": third, "change": 10 - (earned.int("points") ?? 0), "reason": "redeem",
        "ref_no": "DAY-P-4",
      ])
    try post("/order/refund", ["order_no": number, "refund_no": "DAY-RF-4"])
    let owes = "\((earned.int("points") ?? 0) - 10)"
    try wait("/member/\(third)", "owing \(owes)") { $0.int("points_debt").map(String.init) == owes }
  }
}
