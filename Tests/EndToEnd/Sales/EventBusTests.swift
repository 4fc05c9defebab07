import Foundation
import StackKit
import Testing

/// Aim: what happens at the counter is told on the bus, completely and each once.
@Suite struct EventBusTests {
  static let envelope: Set<String> = [
    "event_id", "type", "version", "occurred_at", "source", "key", "request_id",
  ]

  /// What others live on.
  static let order: Set<String> = [
    "order_id", "order_no", "channel", "store_id", "warehouse_id", "member_id", "original",
    "discount", "payable", "lines", "payments",
  ]
  static let moves: Set<String> = ["kind", "ref_type", "ref_no", "warehouse_id", "moves"]
  static let item: Set<String> = [
    "item_id", "code", "name", "category_id", "kind", "base_unit", "status", "version", "skus",
  ]
  static let user: Set<String> = [
    "user_id", "username", "name", "org_id", "roles", "status", "version",
  ]
  static let purchase: Set<String> = [
    "po_id", "po_no", "supplier_id", "warehouse_id", "total", "lines",
  ]
  static let production: Set<String> = ["mo_id", "mo_no", "sku_id", "qty", "warehouse_id"]
  /// The stream is that of the centre whose name a type begins with.
  static let streams = [
    ("Item", "item"), ("Stock", "stock"), ("Order", "order"), ("User", "user"),
    ("Member", "member"), ("Promo", "promo"), ("Po", "purchase"),
    ("Coupon", "member"), ("Material", "production"),
    ("Mo", "production"), ("Job", "job"),
    ("Cost", "cost"),
  ]
  static let payloads: [String: Set<String>] = [
    "ItemCreated": item, "ItemUpdated": item.union(["price_set"]),
    "UserCreated": user, "UserUpdated": user,
    "StockIn": moves, "StockOut": moves, "StockChanged": ["document", "lines"],
    "OrderCreated": order, "OrderPaid": order, "OrderCancelled": order.union(["reason"]),
    "OrderShipped": order.union(["ship_no", "carrier", "tracking_no", "shipped_lines"]),
    "OrderRefunded": order.union(["refund_no", "amount", "points_returned", "refunded_lines"]),
    "MemberPointChanged": [
      "member_id", "change_id", "change", "debt_change", "reason", "ref_no", "points",
      "points_debt", "growth", "level",
    ],
    "CouponTemplateUpdated": [
      "template_id", "name", "type", "amount", "rate", "threshold", "valid_days", "valid_from",
      "valid_to", "total", "per_member", "issued", "store_ids", "status", "version",
    ],
    "PromoApplied": ["order_no", "member_id", "discount", "promotions"],
    "PoApproved": purchase.union(["approved_by"]), "PoInStock": purchase.union(["receipt_no"]),
    "JobReported": [
      "mo_id", "mo_no", "sku_id", "report_id", "report_no", "op_no", "work_center", "worker_id",
      "good_qty", "defect_qty", "scrap", "mo_status", "completed_qty", "reverses",
    ],
    "MoStarted": production.union(["materials"]),
    "MoCompleted": production.union([
      "good_qty", "defect_qty", "scrap", "materials", "operations", "completed_at",
    ]),
    "CostCalculated": ["costs", "sheets"],
    "CostCorrected": ["sku_id", "entry", "document_id", "total", "amount", "variance"],
    "PoReturned": purchase.union(["return_no", "lines"]),
    "MaterialReturned": production.union(["return_no", "materials"]),
    "MoCancelled": production.union(["defect_qty", "scrap", "materials", "operations"]),
    "CouponVoided": ["void_no", "template_id", "coupon_id", "reason", "voided", "locked"],
  ]

  @Test func everyEventIsWholeAndUnique() throws {
    let shop = try SalesCounter()
    let goods = try shop.goods(price: "5")
    let request = SalesCounter.name("r")
    let created = try shop.client.post(
      "/order/create", shop.body([(goods, 2)]), headers: [("X-Request-Id", request)])
    let number = try #require(created.string("order_no"), "\(created.http.text)")
    #expect(try shop.pay(number, [("cash", "10")]).status == 200)
    try shop.wait(number, "stock_status", "issued")
    #expect(try shop.client.post("/order/ship", ["order_no": number]).status == 200)
    let dropped = try shop.order(goods, 1)
    #expect(try shop.client.post("/order/cancel", ["order_no": dropped]).status == 200)

    let entries = try EventBus.read(shop.stack) { entries in
      entries.contains { $0.type == "OrderShipped" && $0.fields["key"] == number }
        && entries.contains { $0.type == "OrderCancelled" && $0.fields["key"] == dropped }
    }
    for entry in entries { check(entry) }
    // Delivered again means the very same event; two events never share an id.
    let byID = Dictionary(grouping: entries) { $0.fields["event_id"] ?? "" }
    for (id, same) in byID { #expect(Set(same.map(\.fields)).count == 1, "event \(id)") }
    let types = Dictionary(grouping: entries.filter { $0.fields["key"] == number }, by: \.type)
    for type in ["OrderCreated", "OrderPaid", "OrderShipped"] {
      #expect(Set(types[type, default: []].map { $0.fields["event_id"] }).count == 1, "\(type)")
    }
    #expect(types["OrderCreated"]?.first?.fields["request_id"] == request)
    checkAmounts(types["OrderPaid"]?.first, goods)
    let out = entries.first { $0.type == "StockOut" && $0.payload["ref_no"] as? String == number }
    let move = (out?.payload["moves"] as? [[String: Any]])?.first ?? [:]
    #expect(move["qty"] as? String == "-2.0000")
    #expect(move["sku_id"] as? Int == goods.sku && move["seq"] as? Int == 2)
  }

  private func check(_ entry: BusEntry) {
    let fields = entry.fields
    #expect(Set(fields.keys) == Self.envelope, "\(fields)")
    #expect((fields["event_id"].flatMap { Int64($0) } ?? 0) > 0, "\(fields)")
    #expect((fields["version"].flatMap { Int($0) } ?? 0) > 0, "\(fields)")
    for name in Self.envelope { #expect(fields[name]?.isEmpty == false, "\(name): \(fields)") }
    let time = fields["occurred_at"] ?? ""
    #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/) != nil, "\(time)")
    // The stream is that of the centre the event is about, the source the program that wrote it.
    let centre = Self.streams.first { entry.type.hasPrefix($0.0) }?.1 ?? "?"
    #expect(entry.stream == "erp:events:\(centre)", "\(fields)")
    let isProgram = fields["source"].map { $0 == "erp" || $0.hasPrefix("erp-") }
    #expect(isProgram == true, "\(fields)")
    guard let expected = Self.payloads[entry.type] else {
      Issue.record("an event of unknown type: \(fields)")
      return
    }
    let missing = expected.subtracting(entry.payload.keys)
    #expect(missing.isEmpty, "\(entry.type) lacks \(missing): \(fields)")
  }

  private func checkAmounts(_ paid: BusEntry?, _ goods: SalesCounter.Goods) {
    let payload = paid?.payload ?? [:]
    #expect(payload["payable"] as? String == "10.00")
    let line = (payload["lines"] as? [[String: Any]])?.first ?? [:]
    #expect(line["sku_id"] as? Int == goods.sku && line["qty"] as? String == "2.0000")
    #expect(line["price"] as? String == "5.0000" && line["payable"] as? String == "10.00")
    let payment = (payload["payments"] as? [[String: Any]])?.first ?? [:]
    #expect(payment["method"] as? String == "cash" && payment["amount"] as? String == "10.00")
  }
}
