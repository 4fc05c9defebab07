import Foundation
import StackKit
import Testing

/// Somebody who writes documents at the bounds of what their numbers hold. Used by one thread.
final class BoundClerk {
  typealias Body = [String: Any]

  /// The largest of each kind.
  static let quantity = "99999999999999.9999"
  static let price = "99999999999999.9999"
  static let unitCost = "999999999999.999999"
  static let money = "9999999999999999.99"
  /// The most that an order may come to.
  static let payable = "9999999999.99"

  let stack: Stack
  let client: APIClient

  init(_ world: BadInputWorld) {
    stack = world.stack
    client = world.client()
  }

  /// A number that no document has yet.
  func next(_ prefix: String) -> String { SalesCounter.name(prefix + "-") }

  /// What is answered, whatever it is, in the contract's shape and not with a 5xx.
  @discardableResult
  func post(
    _ path: String, _ body: Body, _ status: Int? = nil, error: String? = nil,
    method: String = "POST", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> APIAnswer {
    let answer = try client.send(method, path, body: body)
    let isAnswer =
      [200, 201].contains(answer.status)
      || ((400..<500).contains(answer.status) && refusalFault(answer, chinese: false) == nil)
    let isExpected =
      (status == nil || answer.status == status) && (error == nil || answer.error == error)
    if !isAnswer || !isExpected {
      Issue.record(
        "\(path) is answered \(answer.status) \(answer.http.text.prefix(500)) for \(body)",
        sourceLocation: sourceLocation)
    }
    return answer
  }

  /// SKUs of these prices and members.
  func skus(_ prices: [String], _ more: Body = [:], kind: String = "finished") throws -> [Int] {
    let skus = prices.map { price in (["price": price] as Body).merging(more) { $1 } }
    let answer = try post("/item/create", ["name": "界", "kind": kind, "skus": skus], 201)
    return try prices.indices.map { try #require(answer.int("skus.\($0).sku_id")) }
  }

  func line(_ sku: Int, _ quantity: String, _ more: Body = [:]) -> Body {
    (["sku_id": sku, "qty": quantity] as Body).merging(more) { $1 }
  }

  func warehouse() throws -> Int {
    let answer = try post("/stock/warehouse/create", ["code": next("w"), "name": "n"], 201)
    return try #require(answer.int("warehouse_id"))
  }

  @discardableResult
  func putIn(
    _ sku: Int, _ quantity: String, cost: String, warehouse: Int = 1, _ status: Int? = 201
  ) throws -> String {
    let reference = next("in")
    try post(
      "/stock/in",
      [
        "ref_type": "purchase", "ref_no": reference, "warehouse_id": warehouse,
        "lines": [line(sku, quantity, ["unit_cost": cost])],
      ], status)
    return reference
  }

  func wait(_ what: String, seconds: Double = 60, until isDone: () throws -> Bool) throws {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      if try isDone() { return }
      usleep(50_000)
    }
    Issue.record("not within \(seconds) s: \(what)")
  }
}
