import Foundation
import StackKit

/// Purchase orders that wait for goods, and production orders that wait for reports, made through
/// the public API: so many that no two clients of the load need the same row for long.
enum BenchMaking {
  static let purchaseCount = 64
  static let productionCount = 64
  private static let operations = [10, 20, 30]
  /// What is bought stands first among the goods, then what is made, then what that is made from.
  private static let (firstMade, firstComponent) = (
    purchaseCount * 3, purchaseCount * 3 + productionCount
  )
  static let goodsMin = firstComponent + productionCount

  static func make(api: APIClient, goods: BenchGoods) throws {
    let supplier = try made(
      api.post("/po/supplier/create", ["code": "BENCH", "name": "供应商"]), "supplier_id")
    let purchases = try (0..<purchaseCount).map { number in
      try purchase(api, supplier, Array(goods.skus[number * 3..<number * 3 + 3]))
    }
    try write(purchases, "purchases", goods)
    let productions = try (0..<productionCount).map { number in
      try production(api, goods.skus[firstMade + number], from: goods.skus[firstComponent + number])
    }
    try write(productions, "productions", goods)
  }

  private static func purchase(
    _ api: APIClient, _ supplier: Int, _ skus: [Int64]
  ) throws -> Int {
    let lines = skus.map { ["sku_id": $0, "qty": "10000000", "price": "2.5"] as [String: Any] }
    let order = try made(
      api.post("/po/create", ["supplier_id": supplier, "lines": lines] as [String: Any]), "po_id")
    _ = try made(
      api.post("/po/approve", ["po_id": order, "approved": true] as [String: Any]), "po_id")
    return order
  }

  /// One component and three operations; only the first is reported by the load, so that no order
  /// comes to its end.
  private static func production(
    _ api: APIClient, _ sku: Int64, from component: Int64
  ) throws -> Int {
    let template: [String: Any] = [
      "sku_id": sku, "version": "A", "base_qty": "100000",
      "components": [["sku_id": component, "qty": "1"] as [String: Any]],
      "routing": operations.map { ["op_no": $0, "name": "工序 \($0)"] as [String: Any] },
    ]
    _ = try made(api.post("/mo/bom/template/create", template), "bom_template_id")
    let order = try made(
      api.post("/mo/create", ["sku_id": sku, "qty": "10000000"] as [String: Any]), "mo_id")
    _ = try made(api.post("/mo/release", ["mo_id": order]), "mo_id")
    _ = try made(api.post("/mo/start", ["mo_id": order]), "mo_id")
    return order
  }

  private static func write(_ ids: [Int], _ name: String, _ goods: BenchGoods) throws {
    try ids.map { "\($0)\n" }.joined().write(
      to: goods.folder.appendingPathComponent("\(name).txt"), atomically: true, encoding: .utf8)
  }

  private static func made(_ answer: APIAnswer, _ field: String) throws -> Int {
    try BenchSales.made(answer, field)
  }
}

extension Scenario {
  static var making: [WriteScenario] {
    [
      WriteScenario(
        name: "POST /po/receive, 3 lines", lua: receipt, lines: 3, marker: "", part: "purchase",
        sample: nil),
      WriteScenario(
        name: "POST /job/report", lua: report, lines: 1, marker: "", part: "job", sample: nil),
    ]
  }

  private static let receipt = """
    local form = '{"po_id":%s,"receipt_no":"%s","lines":[{"line_no":1,"qty":"2"},'
      .. '{"line_no":2,"qty":"1","rejected_qty":"0.5"},{"line_no":3,"qty":"3"}]}'
    local body = string.format(form, purchases[math.random(#purchases)], unique())
    return wrk.format('POST', '/po/receive', headers, body)
    """

  private static let report = """
    local form = '{"report_no":"%s","mo_id":%s,"op_no":10,"good_qty":"1"}'
    local body = string.format(form, unique(), productions[math.random(#productions)])
    return wrk.format('POST', '/job/report', headers, body)
    """
}
