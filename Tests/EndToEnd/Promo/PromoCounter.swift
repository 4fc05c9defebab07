import Foundation
import StackKit
import Testing

/// A store of its own with goods and promotions that hold there alone, on the shared stack. One
/// thread uses it.
final class PromoCounter {
  let shop: SalesCounter
  var client: APIClient { shop.client }
  var store: Int { shop.store }

  init() throws { shop = try SalesCounter() }

  /// A SKU with that price and no stock.
  func sku(_ price: String, category: Int? = nil) throws -> Int {
    var body: [String: Any] = ["name": "促销商品", "skus": [["price": price]]]
    body["category_id"] = category
    let answer = try client.post("/item/create", body)
    return try #require(answer.int("skus.0.sku_id"), "\(answer.http.text)")
  }

  func category(_ parent: Int? = nil) throws -> Int {
    var body: [String: Any] = ["name": SalesCounter.name("类")]
    body["parent_id"] = parent
    let answer = try client.post("/item/category/create", body)
    return try #require(answer.int("category_id"), "\(answer.http.text)")
  }

  func member() throws -> Int {
    let phone = "1" + String(UInt64.random(in: 3_000_000_000...9_999_999_999))
    let answer = try client.post("/member/register", ["name": "王五", "phone": phone])
    return try #require(answer.int("member_id"), "\(answer.http.text)")
  }

  /// A promotion's body, in this store, from yesterday to tomorrow.
  func body(
    _ type: String, _ rule: [String: Any], _ more: [String: Any] = [:]
  ) -> [String: Any] {
    var body: [String: Any] = [
      "name": SalesCounter.name("促销"), "type": type, "rule": rule,
      "scope": ["store_ids": [store]], "starts_at": Self.time(-86_400),
      "ends_at": Self.time(86_400),
    ]
    body.merge(more) { $1 }
    return body
  }

  func promote(
    _ type: String, _ rule: [String: Any], _ more: [String: Any] = [:]
  ) throws -> Int {
    let answer = try client.post("/promo/create", body(type, rule, more))
    #expect(answer.status == 201, "\(answer.http.text)")
    return try #require(answer.int("promo_id"), "\(answer.http.text)")
  }

  func calculate(
    _ lines: [(sku: Int, quantity: Any)], _ more: [String: Any] = [:]
  ) throws -> APIAnswer {
    var body: [String: Any] = [
      "channel": "POS", "store_id": store,
      "lines": lines.map { ["sku_id": $0.sku, "qty": $0.quantity] as [String: Any] },
    ]
    body.merge(more) { $1 }
    return try client.post("/promo/calc", body)
  }

  static func time(_ seconds: Double) -> String {
    ISO8601DateFormatter().string(from: Date().addingTimeInterval(seconds))
  }
}

extension APIAnswer {
  /// Why a promotion is not applied; nil when it is, or is not named at all.
  func reason(_ promotion: Int) -> String? {
    let rejected = object["rejected"] as? [[String: Any]] ?? []
    return rejected.first { $0["promo_id"] as? Int == promotion }?["reason"] as? String
  }

  /// The ids of the promotions that are applied, in order.
  var applied: [Int] {
    (object["applied"] as? [[String: Any]] ?? []).compactMap { $0["promo_id"] as? Int }
  }
}
