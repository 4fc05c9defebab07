import Foundation
import Kernel
import StackKit
import Testing

/// Make to stock: from a bill of material to goods on hand.
@Suite struct MakeToStockTests {
  /// One table of a top and four legs, told step by step.
  @Test func aTableIsMade() throws {
    let shop = try JobWorkshop()
    let parts = try shop.newSKUs(2, kind: "raw")
    let table = try shop.newSKUs(1, kind: "finished")[0]
    let (top, leg) = (parts[0], parts[1])

    // A table takes one top and four legs; of the legs one in twenty breaks.
    let bill = try shop.client.post(
      "/mo/bom/template/create",
      [
        "sku_id": table, "version": "1",
        "components": [
          ["sku_id": top, "qty": "1"], ["sku_id": leg, "qty": "4", "scrap_rate": "0.05"],
        ] as [JobWorkshop.Body],
        "routing": [
          ["op_no": 10, "name": "组装", "work_center": "ASM", "minutes": "12.5"],
          ["op_no": 20, "name": "检验", "work_center": "QC", "minutes": "2"],
        ] as [JobWorkshop.Body],
      ])
    #expect(bill.status == 201, "\(bill.http.text)")
    try shop.putIn(top, "30")
    try shop.putIn(leg, "100")

    // Twenty tables are planned, released and started.
    let order = try shop.client.post("/mo/create", ["sku_id": table, "qty": "20"])
    let id = try #require(order.int("mo_id"), "\(order.http.text)")
    #expect(order.string("status") == "created")
    #expect(try shop.client.post("/mo/release", ["mo_id": id]).string("status") == "released")
    #expect(try shop.client.post("/mo/start", ["mo_id": id]).string("status") == "started")

    // The stock centre hears of it and issues 20 tops and 84 legs.
    try shop.waitUntilIssued(id)
    #expect(try shop.onHand(top) == 10 && shop.onHand(leg) == 16)

    // The workshop reports: 18 good, one badly glued, one leg that was rotten.
    func report(_ op: Int, _ good: Int, _ rest: JobWorkshop.Body = [:]) throws -> APIAnswer {
      let body: JobWorkshop.Body = [
        "report_no": JobWorkshop.name("table"), "mo_id": id, "op_no": op, "good_qty": "\(good)",
      ]
      return try shop.client.post("/job/report", body.merging(rest) { $1 })
    }
    #expect(try report(10, 12).status == 201)
    #expect(try report(10, 6, ["scrap": ["labor": "1", "material": "1"]]).status == 201)
    #expect(try report(10, 1).error == "job.quantity_anomaly")
    let checked = try report(20, 17, ["defect_qty": "1"])
    #expect(checked.string("mo_status") == "started", "\(checked.http.text)")
    let status = try shop.client.get("/job/\(id)/status")
    #expect(status.string("operations.0.percent") == "90.00")
    #expect(status.string("operations.1.percent") == "85.00")

    // There will be no more of them: the order is ended, and 17 tables are on hand.
    let done = try shop.client.post("/job/finish", ["mo_id": id])
    #expect(done.string("mo_status") == "completed", "\(done.http.text)")
    #expect(try shop.onHand(table) == 17)
    #expect(try shop.client.get("/mo/\(id)").string("status") == "completed")
    #expect(try shop.client.get("/stock/\(table)").string("available") == "17.0000")
  }

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
