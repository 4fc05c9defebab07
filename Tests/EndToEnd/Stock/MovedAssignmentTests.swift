import Foundation
import StackKit
import Testing

/// Aim: a document that names no warehouse keeps the one that it got, whatever is assigned later
/// (contract 2, B).
@Suite struct MovedAssignmentTests {
  let shop: SalesCounter
  let manager: APIClient
  let goods: SalesCounter.Goods
  let first: Int

  init() throws {
    shop = try SalesCounter()
    goods = try shop.goods(stock: 0)
    first = try Self.warehouse(of: shop)
    manager = try shop.employee("store_manager")
  }

  private static func warehouse(of shop: SalesCounter) throws -> Int {
    let made = try shop.client.post(
      "/stock/warehouse/create",
      ["code": SalesCounter.name("w"), "name": "门店仓", "org_id": shop.store])
    return try #require(made.int("warehouse_id"), "\(made.http.text)")
  }

  /// The store's goods lie somewhere else from now on.
  private func move() throws -> Int {
    let second = try Self.warehouse(of: shop)
    for purpose in ["sale", "receipt"] {
      let assigned = try shop.client.post(
        "/stock/warehouse/assign",
        ["org_id": shop.store, "warehouse_id": second, "purpose": purpose])
      try #require(assigned.status == 200, "\(assigned.http.text)")
    }
    return second
  }

  private func onHand(_ warehouse: Int) throws -> String? {
    try shop.client.get("/stock/\(goods.sku)?warehouse_id=\(warehouse)")
      .string("warehouses.0.on_hand")
  }

  @Test func aDocumentThatIsPostedAgainIsTheSame() throws {
    let line = ["sku_id": goods.sku, "qty": 5]
    let calls: [(path: String, body: [String: Any])] = [
      (
        "/stock/in",
        ["ref_type": "opening", "ref_no": SalesCounter.name("i"), "lines": [line]]
      ),
      (
        "/stock/out",
        [
          "ref_type": "manual", "ref_no": SalesCounter.name("o"),
          "lines": [["sku_id": goods.sku, "qty": 1]],
        ]
      ),
      (
        "/stock/count",
        [
          "ref_no": SalesCounter.name("c"),
          "lines": [["sku_id": goods.sku, "counted_qty": 9]],
        ]
      ),
      (
        "/stock/lock",
        ["ref_no": SalesCounter.name("k"), "lines": [["sku_id": goods.sku, "qty": 2]]]
      ),
    ]
    let answers = try calls.map { try manager.post($0.path, $0.body) }
    #expect(answers.map(\.status) == [201, 201, 201, 201], "\(answers.map(\.http.text))")
    let second = try move()
    for (call, answer) in zip(calls, answers) {
      let again = try manager.post(call.path, call.body)
      #expect(again.status == 201 && again.dataText == answer.dataText, "\(again.http.text)")
    }
    #expect(try onHand(first) == "9.0000")
    #expect(try onHand(second) == nil)
  }

  /// What says something else is a document of its own.
  @Test func otherContentsAreAnotherDocument() throws {
    let number = SalesCounter.name("i")
    func receive(_ quantity: Int) throws -> APIAnswer {
      try manager.post(
        "/stock/in",
        [
          "ref_type": "opening", "ref_no": number,
          "lines": [["sku_id": goods.sku, "qty": quantity]],
        ])
    }
    #expect(try receive(5).int("moves.0.warehouse_id") == first)
    let second = try move()
    #expect(try receive(6).int("moves.0.warehouse_id") == second)
    #expect(try receive(5).int("moves.0.warehouse_id") == first)
    #expect(try receive(7).error == "document.conflict")
    #expect(try onHand(first) == "5.0000")
    #expect(try onHand(second) == "6.0000")
  }

  @Test func aLockThatIsPostedAgainSaysHowItStands() throws {
    #expect(
      try manager.post(
        "/stock/in",
        [
          "ref_type": "opening", "ref_no": SalesCounter.name("i"),
          "lines": [["sku_id": goods.sku, "qty": 5]],
        ]
      ).status == 201)
    let number = SalesCounter.name("k")
    func lock() throws -> [String?] {
      let answer = try manager.post(
        "/stock/lock", ["ref_no": number, "lines": [["sku_id": goods.sku, "qty": 3]]])
      #expect(answer.status == 201, "\(answer.http.text)")
      return [answer.string("status"), answer.string("lines.0.held")]
    }
    #expect(try lock() == ["held", "3.0000"])
    let out = try manager.post(
      "/stock/out",
      [
        "ref_type": "manual", "ref_no": SalesCounter.name("o"), "from_lock": number,
        "lines": [["sku_id": goods.sku, "qty": 1]],
      ])
    #expect(out.status == 201, "\(out.http.text)")
    #expect(try lock() == ["held", "2.0000"])
    #expect(try manager.post("/stock/unlock", ["ref_no": number]).status == 200)
    #expect(try lock() == ["released", "0.0000"])
  }
}
