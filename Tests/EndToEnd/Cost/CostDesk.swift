import Foundation
import StackKit
import Testing

/// An accountant with goods of their own. Used by one thread.
final class CostDesk {
  let stack: Stack
  let client: APIClient

  init() throws {
    stack = try SharedStack.get()
    client = try SharedStack.admin()
  }

  /// On a stack of its own, which its caller shuts down.
  init(own name: String) throws {
    stack = try Stack.start(directory: SharedStack.directory(name))
    client = try APIClient.admin(of: stack)
  }

  func name(_ prefix: String) -> String { SalesCounter.name(prefix) }

  func newSKU(
    allowsNegative: Bool = false, standard: String? = nil, price: String = "9.90"
  ) throws -> Int {
    var sku: [String: Any] = ["price": price, "allow_negative": allowsNegative]
    if let standard {
      sku["cost_method"] = "standard"
      sku["standard_cost"] = standard
    }
    let answer = try client.post("/item/create", ["name": "成本件", "skus": [sku]])
    return try #require(answer.int("skus.0.sku_id"), "\(answer.http.text)")
  }

  @discardableResult
  func receive(
    _ sku: Int, _ quantity: String, cost: String?, type: String = "purchase",
    number: String? = nil
  ) throws -> String {
    let number = number ?? name("in")
    var line: [String: Any] = ["sku_id": sku, "qty": quantity]
    line["unit_cost"] = cost
    let answer = try client.post(
      "/stock/in", ["ref_type": type, "ref_no": number, "lines": [line]])
    try #require(answer.status == 201, "\(answer.http.text)")
    return number
  }

  func issue(_ sku: Int, _ quantity: String, type: String = "manual") throws {
    let answer = try client.post(
      "/stock/out",
      [
        "ref_type": type, "ref_no": name("out"),
        "lines": [["sku_id": sku, "qty": quantity] as [String: Any]],
      ])
    try #require(answer.status == 201, "\(answer.http.text)")
  }

  /// The SKU's cost once all its moves are valued.
  func cost(_ sku: Int, seconds: Double = 20) throws -> APIAnswer {
    try waitUntil("moves of \(sku) valued", seconds) {
      try stack.sql(
        """
        SELECT COUNT(*) FROM stock_sku s LEFT JOIN cost_sku c ON c.sku_id = s.sku_id
        WHERE s.sku_id = \(sku) AND (c.last_seq IS NULL OR c.last_seq <> s.last_seq)
        """) == [["0"]]
    }
    return try client.get("/cost/\(sku)")
  }

  func expect(
    _ sku: Int, unitCost: String, onHand: String, value: String, _ comment: String = ""
  ) throws {
    let answer = try cost(sku)
    #expect(
      [answer.string("unit_cost"), answer.string("on_hand"), answer.string("value")]
        == [unitCost, onHand, value], "\(comment) \(answer.http.text)")
  }

  /// The amounts of the SKU's entries, oldest first.
  func amounts(_ sku: Int) throws -> [String] {
    let answer = try client.get("/cost/\(sku)/history?size=200")
    let items = answer.object["items"] as? [[String: Any]] ?? []
    return items.compactMap { $0["amount"] as? String }
  }

  /// What a calculation from the ledger says; nothing differs.
  func expectCalculated(_ body: [String: Any]) throws {
    let answer = try client.post("/cost/calculate", body)
    #expect(answer.status == 200, "\(answer.http.text)")
    #expect((answer.object["different"] as? [Any])?.count == 0, "\(answer.http.text.prefix(600))")
  }

  func waitUntil(_ what: String, _ seconds: Double, _ isDone: () throws -> Bool) throws {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      if try isDone() { return }
      usleep(30_000)
    }
    Issue.record("not within \(seconds) s: \(what)")
  }
}
