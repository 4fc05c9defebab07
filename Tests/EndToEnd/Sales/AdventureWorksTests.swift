import Foundation
import StackKit
import Testing

/// Aim: real master data goes in, a busy day is sold from it, and in the end the books say to the
/// piece what the answers said. The sums are made from the files and the answers alone.
@Suite struct AdventureWorksTests {
  static let clerks = 16
  static let orders = 5_000

  @Test(
    .enabled(
      if: AdventureWorks.isThere,
      "the bicycle maker's data is absent: set ERP_TEST_DATA to the folder with adventureworks"))
  func aDayAtTheBicycleMaker() throws {
    var shop = try AdventureWorksShop()
    defer { try? shop.stack.shutdown() }
    try shop.makeCategories()
    try importTheGoods(shop)
    try shop.readExport()
    try shop.openPlaces()
    try receiveOpeningStock(shop)

    let seed = ProcessInfo.processInfo.environment["ERP_TEST_SEED"].flatMap { UInt64($0) }
    let records = try sell(shop, seed: seed ?? UInt64.random(in: 0...UInt64.max))
    try StackQuiet.wait(shop.stack, shop.client)
    try compareOrders(shop, records)
    try compareStock(shop, records)
    let audit = try shop.stack.operate("audit", "--grace", "0")
    #expect(audit.status == 0, "\(audit.output) \(audit.errors)")
  }

  /// Goods without a list price are named, row by row; all others are there.
  private func importTheGoods(_ shop: AdventureWorksShop) throws {
    let products = shop.data.products
    #expect(products.count == 504)
    let lines = products.map { $0.line() }
    let unpriced = products.indices.filter { !products[$0].isPriced }
    let first = try shop.importGoods(lines)
    #expect(first.status == 200, "\(first.http.text.prefix(500))")
    #expect(first.int("created") == products.count - unpriced.count)
    #expect(first.int("updated") == 0)
    let errors = first.object["errors"] as? [[String: Any]] ?? []
    // The header is row 1.
    #expect(errors.map { $0["row"] as? Int } == unpriced.map { $0 + 2 })
    #expect(errors.allSatisfy { $0["field"] as? String == "price" })
    #expect(errors.allSatisfy { ($0["reason"] as? String)?.isEmpty == false })

    // The whole file again changes nothing and names the same rows, now in Chinese.
    let again = try shop.importGoods(lines, language: "zh-CN")
    #expect(again.int("created") == 0 && again.int("updated") == 0)
    #expect(again.int("unchanged") == products.count - unpriced.count)
    let chinese = again.object["errors"] as? [[String: Any]] ?? []
    #expect(chinese.map { $0["row"] as? Int } == errors.map { $0["row"] as? Int })
    #expect(chinese.first?["reason"] as? String != errors.first?["reason"] as? String)

    // Somebody decides that these are not sold for money.
    let mended = try shop.importGoods(unpriced.map { products[$0].line(price: "0") })
    #expect(mended.int("created") == unpriced.count, "\(mended.http.text.prefix(500))")
    #expect((mended.object["errors"] as? [Any])?.isEmpty == true)
  }

  /// A place's stock is one document. With empty lots in it, it is refused, and each is named.
  private func receiveOpeningStock(_ shop: AdventureWorksShop) throws {
    let byPlace = Dictionary(grouping: shop.data.lots, by: \.place)
    for (place, lots) in byPlace.sorted(by: { $0.key < $1.key }) {
      let empty = lots.indices.filter { lots[$0].quantity == 0 }
      if !empty.isEmpty {
        let refused = try shop.client.post("/stock/in", shop.openingBody(of: place, lots))
        #expect(refused.status == 400)
        #expect(
          refused.details.map { $0["field"] as? String } == empty.map { "lines[\($0)].qty" })
      }
      let some = lots.filter { $0.quantity > 0 }
      for _ in 1...2 {
        let posted = try shop.client.post("/stock/in", shop.openingBody(of: place, some))
        #expect(posted.status == 201, "\(posted.http.text.prefix(500))")
        #expect((posted.object["moves"] as? [Any])?.count == some.count)
      }
    }
  }

  private func sell(_ shop: AdventureWorksShop, seed: UInt64) throws -> [SaleRecord] {
    let offer = shop.offer
    let (stack, token) = (shop.stack, shop.client.token)
    let began = Date()
    let records = Crowd.run(Self.clerks) { index in
      let client = APIClient(stack)
      client.token = token
      return SalesDay(client, offer, seed: seed &+ UInt64(index))
        .run(orders: Self.orders / Self.clerks + (index < Self.orders % Self.clerks ? 1 : 0))
    }.flatMap { $0 }
    let counts = Dictionary(grouping: records, by: \.end).mapValues(\.count)
    let retries = records.reduce(0) { $0 + $1.retries }
    print(
      "AdventureWorks: seed \(seed), \(counts.map { "\($0.rawValue) \($1)" }.sorted()), "
        + "\(retries) retries, \(Int(Date().timeIntervalSince(began))) s")
    let surprises = records.flatMap(\.surprises)
    #expect(surprises.isEmpty, "seed \(seed): \(surprises.prefix(5))")
    #expect(records.count == Self.orders)
    for end in [SaleRecord.End.paid, .cancelled, .expired, .refused] {
      #expect(counts[end, default: 0] > 0, "no order was \(end)")
    }
    return records
  }

  /// As many orders of each kind as the clerks were told; all goods of the paid ones have left.
  private func compareOrders(_ shop: AdventureWorksShop, _ records: [SaleRecord]) throws {
    for end in [SaleRecord.End.paid, .cancelled, .expired] {
      let list = try shop.client.get("/order/list?status=\(end.rawValue)&size=1")
      #expect(list.int("total") == records.count { $0.end == end }, "\(end)")
    }
    #expect(
      try shop.client.get("/order/list?size=1").int("total")
        == records.count { $0.end != .refused })
    let states = try shop.stack.sql(
      "SELECT DISTINCT status, stock_status FROM sales_order ORDER BY status")
    #expect(states == [["cancelled", "released"], ["expired", "released"], ["paid", "issued"]])
  }

  /// Opening stock less the paid orders is what every SKU has, in all and at each place.
  private func compareStock(_ shop: AdventureWorksShop, _ records: [SaleRecord]) throws {
    var expected: [Int: [Int: Int]] = [:]
    for lot in shop.data.lots where lot.quantity > 0 {
      let (sku, warehouse) = (shop.skus[lot.product] ?? 0, shop.warehouses[lot.place] ?? 0)
      expected[sku, default: [:]][warehouse, default: 0] += lot.quantity
    }
    for record in records where record.end == .paid {
      for line in record.lines {
        expected[line.sku, default: [:]][shop.warehouses[record.place] ?? 0, default: 0] -=
          line.quantity
      }
    }
    for sku in shop.skus.values.sorted() {
      let answer = try shop.client.get("/stock/\(sku)")
      let level = try #require(StockFigures(answer.object), "\(answer.http.text)")
      let places = expected[sku] ?? [:]
      #expect(level == StockFigures(Decimal(places.values.reduce(0, +)), locked: 0), "SKU \(sku)")
      for place in answer.object["warehouses"] as? [[String: Any]] ?? [] {
        let warehouse = try #require(place["warehouse_id"] as? Int)
        #expect(
          StockFigures(place) == StockFigures(Decimal(places[warehouse] ?? 0), locked: 0),
          "SKU \(sku) at \(warehouse)")
      }
    }
  }
}
