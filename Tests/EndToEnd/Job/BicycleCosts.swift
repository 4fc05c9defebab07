import Foundation
import StackKit
import Testing

/// What the bicycles must have cost, worked out from the bills, the prices and the reports alone.
enum BicycleCosts {
  private static let minutes = 5
  private static let laborPerMinute = 1
  private static let overheadPerHour = 12

  /// A price of its own for each part.
  static func text(_ part: Int) -> String { "\(part).25" }

  /// For all work centers.
  static func setRate(_ shop: JobWorkshop) throws {
    let rates = ["labor_per_hour": 60 * laborPerMinute, "overhead_per_hour": overheadPerHour]
    let answer = try shop.client.post("/cost/rate/set", rates)
    try #require(answer.status == 200, "\(answer.http.text)")
  }

  /// Each order's sheet, and the value of all bicycles on hand.
  static func verify(
    _ made: [BicycleWorker.Made], _ file: AdventureWorksBicycles, _ skus: [Int: Int],
    _ shop: JobWorkshop
  ) throws {
    var values: [Int: Decimal] = [:]
    var wrong: [String] = []
    for order in made {
      let parts = file.bicycles.first { $0.product == order.product }?.parts ?? []
      let material = parts.reduce(Decimal()) { sum, part in
        let price = Decimal(string: text(part.product)) ?? 0
        return sum + Decimal(order.planned) * part.quantity * price
      }
      let labor = Decimal(order.worked * minutes * laborPerMinute)
      let overhead = Decimal(order.worked * minutes * overheadPerHour) / 60
      let sheet = try settled(order.order, shop)
      let expected = [material, labor, overhead, material + labor + overhead]
      let found = ["material", "labor", "overhead", "total"].map { number(sheet, $0) }
      if found != expected { wrong.append("\(order): \(sheet.http.text)") }
      if order.good > 0 { values[order.product, default: 0] += material + labor + overhead }
    }
    for (product, value) in values {
      let cost = try shop.client.get("/cost/\(skus[product] ?? 0)")
      if number(cost, "value") != value { wrong.append("\(product): \(cost.http.text)") }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    let again = try shop.client.post("/cost/calculate", [String: Any]())
    #expect((again.object["different"] as? [Any])?.isEmpty == true, "\(again.http.text)")
  }

  private static func settled(_ order: Int, _ shop: JobWorkshop) throws -> APIAnswer {
    let end = Date().addingTimeInterval(30)
    var sheet = try shop.client.get("/cost/sheet/\(order)")
    while sheet.string("status") != "settled", Date() < end {
      usleep(50_000)
      sheet = try shop.client.get("/cost/sheet/\(order)")
    }
    return sheet
  }

  private static func number(_ answer: APIAnswer, _ field: String) -> Decimal? {
    answer.string(field).flatMap { Decimal(string: $0) }
  }
}
