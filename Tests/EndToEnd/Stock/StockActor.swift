import Foundation
import StackKit
import Testing

/// One clerk with a client of their own: the stock calls in a line each. Used by one thread.
final class StockActor {
  let client: APIClient
  private let prefix: String
  private var count = 0

  init(_ stack: StockStack, scope: String = "*", organisation: Int = 1) {
    client = stack.client(organisation: organisation, scope: scope)
    prefix = "t\(UInt32.random(in: 0...UInt32.max))-"
  }

  /// A document number that nobody had before.
  func number() -> String {
    count += 1
    return "\(prefix)\(count)"
  }

  func newSKU(
    allowsNegative: Bool = false, safetyStock: String? = nil, kind: String = "finished"
  ) throws -> Int {
    var sku: [String: Any] = ["price": "9.90", "allow_negative": allowsNegative]
    sku["safety_stock"] = safetyStock
    let answer = try client.post(
      "/item/create", ["name": "thing \(number())", "kind": kind, "skus": [sku]])
    return try #require(answer.int("skus.0.sku_id"), "\(answer.http.text)")
  }

  /// SKUs of one item, in the order in which they were made.
  func newSKUs(_ count: Int) throws -> [Int] {
    let skus = (0..<count).map { ["price": "1", "spec": ["size": "\($0)"]] as [String: Any] }
    let answer = try client.post("/item/create", ["name": "sizes \(number())", "skus": skus])
    let made = answer.object["skus"] as? [[String: Any]] ?? []
    try #require(made.count == count, "\(answer.http.text.prefix(300))")
    return made.compactMap { $0["sku_id"] as? Int }
  }

  func newWarehouse(organisation: Int? = nil) throws -> Int {
    var body: [String: Any] = ["code": number(), "name": "warehouse"]
    body["org_id"] = organisation
    let answer = try client.post("/stock/warehouse/create", body)
    return try #require(answer.int("warehouse_id"), "\(answer.http.text)")
  }

  @discardableResult
  func receive(
    _ lines: [(sku: Int, qty: String)], at warehouse: Int = 1, number: String? = nil
  ) throws -> APIAnswer {
    try client.post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": number ?? self.number(), "warehouse_id": warehouse,
        "lines": Self.lines(lines),
      ])
  }

  func issue(
    _ lines: [(sku: Int, qty: String)], at warehouse: Int? = nil, fromLock: String? = nil,
    number: String? = nil, key: String? = nil
  ) throws -> APIAnswer {
    var body: [String: Any] = [
      "ref_type": "manual", "ref_no": number ?? self.number(), "lines": Self.lines(lines),
    ]
    body["warehouse_id"] = warehouse
    body["from_lock"] = fromLock
    return try client.post("/stock/out", body, key: key)
  }

  func lock(
    _ lines: [(sku: Int, qty: String)], at warehouse: Int = 1, number: String? = nil,
    seconds: Int? = nil, key: String? = nil
  ) throws -> APIAnswer {
    var body: [String: Any] = [
      "ref_no": number ?? self.number(), "warehouse_id": warehouse, "lines": Self.lines(lines),
    ]
    body["ttl_seconds"] = seconds
    return try client.post("/stock/lock", body, key: key)
  }

  func unlock(
    _ number: String, _ lines: [(sku: Int, qty: String)]? = nil, as unlockNumber: String? = nil
  ) throws -> APIAnswer {
    var body: [String: Any] = ["ref_no": number]
    body["lines"] = lines.map(Self.lines)
    body["unlock_no"] = unlockNumber
    return try client.post("/stock/unlock", body)
  }

  func transfer(_ lines: [(sku: Int, qty: String)], from: Int, to: Int) throws -> APIAnswer {
    try client.post(
      "/stock/transfer",
      [
        "ref_no": number(), "from_warehouse_id": from, "to_warehouse_id": to,
        "lines": Self.lines(lines),
      ])
  }

  func count(_ lines: [(sku: Int, qty: String)], at warehouse: Int = 1) throws -> APIAnswer {
    try client.post(
      "/stock/count",
      [
        "ref_no": number(), "warehouse_id": warehouse,
        "lines": lines.map { ["sku_id": $0.sku, "counted_qty": $0.qty] as [String: Any] },
      ])
  }

  func level(_ sku: Int, at warehouse: Int? = nil) throws -> StockFigures {
    let query = warehouse.map { "?warehouse_id=\($0)" } ?? ""
    let answer = try client.get("/stock/\(sku)\(query)")
    return try #require(StockFigures(answer.object), "\(answer.http.text)")
  }

  private static func lines(_ lines: [(sku: Int, qty: String)]) -> [[String: Any]] {
    lines.map { ["sku_id": $0.sku, "qty": $0.qty] }
  }
}

/// A level as an answer tells it.
struct StockFigures: Equatable {
  let onHand: Decimal
  let locked: Decimal
  let available: Decimal

  init(_ onHand: Decimal, locked: Decimal) {
    self.onHand = onHand
    self.locked = locked
    available = onHand - locked
  }

  init?(_ object: [String: Any]) {
    func number(_ key: String) -> Decimal? {
      (object[key] as? String).flatMap { Decimal(string: $0) }
    }
    guard let onHand = number("on_hand"), let locked = number("locked"),
      let available = number("available")
    else { return nil }
    self.onHand = onHand
    self.locked = locked
    self.available = available
  }
}
