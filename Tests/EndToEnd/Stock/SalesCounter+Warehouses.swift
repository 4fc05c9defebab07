import StackKit
import Testing

extension SalesCounter {
  /// A new warehouse; nil: one that all organisations share.
  func warehouse(of organisation: Int?) throws -> Int {
    var body: [String: Any] = ["code": SalesCounter.name("w"), "name": "仓库"]
    body["org_id"] = organisation
    let made = try client.post("/stock/warehouse/create", body)
    return try #require(made.int("warehouse_id"), "\(made.http.text)")
  }

  func assign(
    _ warehouse: Int, to organisation: Int, _ purpose: String
  ) throws -> APIAnswer {
    try client.post(
      "/stock/warehouse/assign",
      ["org_id": organisation, "warehouse_id": warehouse, "purpose": purpose])
  }

  func assigned(_ organisation: Int) throws -> [String: Int] {
    let answer = try client.get("/stock/warehouse/of?org_id=\(organisation)")
    var places: [String: Int] = [:]
    for place in answer.data as? [[String: Any]] ?? [] {
      places[place["purpose"] as? String ?? ""] = place["warehouse_id"] as? Int
    }
    return places
  }

  func receive(
    _ quantity: Int, of goods: SalesCounter.Goods, by client: APIClient
  ) throws {
    let answer = try client.post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": SalesCounter.name("o"),
        "lines": [["sku_id": goods.sku, "qty": quantity]],
      ])
    try #require(answer.status == 201, "\(answer.http.text)")
  }

  /// By warehouse; without those where nothing was ever.
  func onHand(_ goods: SalesCounter.Goods) throws -> [Int: String] {
    let answer = try client.get("/stock/\(goods.sku)")
    var figures: [Int: String] = [:]
    for place in answer.object["warehouses"] as? [[String: Any]] ?? [] {
      figures[place["warehouse_id"] as? Int ?? 0] = place["on_hand"] as? String
    }
    return figures
  }
}
