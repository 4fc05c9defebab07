import Foundation
import Kernel
import StackKit
import Testing

/// Make to stock, by many at once.
@Suite struct MakeToStockTests {
  private static let orders = 200
  private static let clients = 8

  /// Two hundred orders of random bicycles, made by eight hands at once, leave exactly the goods
  /// that were reported, and exactly the parts that their bills do not take.
  @Test(.enabled(if: AdventureWorks.isThere, "no data in \(AdventureWorks.folder.path)"))
  func twoHundredOrdersOfBicycles() throws {
    let file = try AdventureWorksBicycles()
    #expect(file.bicycles.count == 97)
    let shop = try JobWorkshop(own: "bicycles")
    defer { try? shop.stack.shutdown() }
    let skus = try goods(file, shop)
    for part in file.parts {
      try shop.putIn(skus[part] ?? 0, "100000", unitCost: BicycleCosts.text(part))
    }
    try BicycleCosts.setRate(shop)
    for bicycle in file.bicycles {
      try bill(bicycle.product, bicycle.parts, skus, shop)
    }
    let (stack, token) = (shop.stack, shop.client.token)
    let start = Date()
    let made = try Crowd.run(Self.clients) { client in
      let worker = BicycleWorker(stack, token, seed: UInt64(client))
      return try (0..<Self.orders / Self.clients).map { _ in
        try worker.make(file.bicycles, skus)
      }
    }.flatMap { $0 }
    let seconds = Date().timeIntervalSince(start)
    try StackQuiet.wait(stack, shop.client)

    var used: [Int: Decimal] = [:]
    var good: [Int: Decimal] = [:]
    for order in made {
      good[order.product, default: 0] += Decimal(order.good)
      let parts = file.bicycles.first { $0.product == order.product }?.parts ?? []
      for part in parts {
        used[part.product, default: 0] += Decimal(order.planned) * part.quantity
      }
    }
    for bicycle in file.bicycles {
      let expected = good[bicycle.product] ?? 0
      #expect(try shop.onHand(skus[bicycle.product] ?? 0) == expected, "\(bicycle.product)")
    }
    for part in file.parts {
      #expect(try shop.onHand(skus[part] ?? 0) == 100_000 - (used[part] ?? 0), "\(part)")
    }
    try BicycleCosts.verify(made, file, skus, shop)
    let audit = try stack.operate("audit")
    #expect(audit.status == 0, "\(audit.output)")
    let reports = made.reduce(0) { $0 + $1.reports }
    print(
      """
      AdventureWorks: \(made.count) orders of \(good.count) kinds of bicycles, \
      \(good.values.reduce(0, +)) good ones, in \(reports) reports by \(Self.clients) clients, \
      \(Int(Double(reports) / seconds)) reports/s
      """)
  }

  private func goods(
    _ file: AdventureWorksBicycles, _ shop: JobWorkshop
  ) throws -> [Int: Int] {
    var skus: [Int: Int] = [:]
    let bicycles = Set(file.bicycles.map(\.product))
    for product in file.parts + bicycles.sorted() {
      let body: JobWorkshop.Body = [
        "name": file.names[product] ?? "?",
        "kind": bicycles.contains(product) ? "finished" : "semi", "skus": [["price": 1]],
      ]
      let answer = try shop.client.post("/item/create", body)
      let sku: Int = try #require(answer.int("skus.0.sku_id"), "\(answer.http.text)")
      skus[product] = sku
    }
    return skus
  }

  private func bill(
    _ product: Int, _ parts: [AdventureWorksBicycles.Part], _ skus: [Int: Int],
    _ shop: JobWorkshop
  ) throws {
    let answer = try shop.client.post(
      "/mo/bom/template/create",
      [
        "sku_id": skus[product] ?? 0, "version": "1",
        "components": parts.map {
          ["sku_id": skus[$0.product] ?? 0, "qty": "\($0.quantity)"] as JobWorkshop.Body
        },
        "routing": BicycleWorker.operations.map {
          ["op_no": $0, "name": "工序\($0)", "minutes": "5"] as JobWorkshop.Body
        },
      ])
    try #require(answer.status == 201, "\(answer.http.text)")
  }
}
