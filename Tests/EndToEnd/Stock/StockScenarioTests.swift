import Foundation
import StackKit
import Testing

/// Aim: the calls of the contract's table, one business flow a test.
@Suite struct StockScenarioTests {
  let stack: StockStack
  let clerk: StockActor

  init() throws {
    stack = try StockStack.get()
    clerk = StockActor(stack)
  }

  @Test func receiveLockIssue() throws {
    let sku = try clerk.newSKU()
    let receipt = try clerk.receive([(sku, "10")])
    #expect(receipt.status == 201, "\(receipt.http.text)")
    #expect(receipt.string("moves.0.qty") == "10.0000")
    #expect(receipt.string("moves.0.available") == "10.0000")
    #expect(receipt.int("moves.0.seq") == 1)

    let number = clerk.number()
    let lock = try clerk.lock([(sku, "4")], number: number)
    #expect(lock.status == 201, "\(lock.http.text)")
    #expect(lock.string("ref_no") == number)
    #expect(lock.string("lines.0.available") == "6.0000")
    #expect(lock.string("expires_at") != nil)
    #expect(try clerk.level(sku) == StockFigures(10, locked: 4))

    let issue = try clerk.issue([(sku, "3")], fromLock: number)
    #expect(issue.status == 201, "\(issue.http.text)")
    #expect(issue.string("moves.0.qty") == "-3.0000")
    #expect(issue.int("moves.0.seq") == 2)
    #expect(try clerk.level(sku) == StockFigures(7, locked: 1))

    let more = try clerk.issue([(sku, "2")], fromLock: number)
    #expect(more.status == 409 && more.error == "stock.insufficient", "\(more.http.text)")
    #expect(more.details.first?["available"] as? String == "1.0000")

    let unlock = try clerk.unlock(number)
    #expect(unlock.status == 200, "\(unlock.http.text)")
    #expect(unlock.string("released.0.qty") == "1.0000")
    #expect((try clerk.unlock(number).object["released"] as? [Any])?.isEmpty == true)
    #expect(try clerk.level(sku) == StockFigures(7, locked: 0))
  }

  @Test func shortageNamesEveryLineAndDoesNothing() throws {
    let (a, b, c) = (try clerk.newSKU(), try clerk.newSKU(), try clerk.newSKU())
    try clerk.receive([(a, "5"), (b, "1")])
    for answer in [
      try clerk.issue([(a, "2"), (b, "2"), (c, "1"), (a, "1")]),
      try clerk.lock([(a, "2"), (b, "2"), (c, "1"), (a, "1")]),
    ] {
      #expect(answer.status == 409 && answer.code == 40901, "\(answer.http.text)")
      let details = answer.details.map {
        [
          "\($0["sku_id"] as? Int ?? 0)", $0["requested"] as? String ?? "",
          $0["available"] as? String ?? "",
        ]
      }
      #expect(
        details.sorted { $0[0] < $1[0] }
          == [["\(b)", "2.0000", "1.0000"], ["\(c)", "1.0000", "0.0000"]].sorted { $0[0] < $1[0] })
    }
    #expect(try clerk.level(a) == StockFigures(5, locked: 0))
    #expect(try clerk.level(c) == StockFigures(0, locked: 0))
  }

  @Test func sameDocumentAgainIsTheFirstResult() throws {
    let sku = try clerk.newSKU()
    let number = clerk.number()
    let first = try clerk.receive([(sku, "5"), (sku, "1")], number: number)
    let again = try clerk.receive([(sku, "6")], number: number)
    #expect(again.status == 201, "\(again.http.text)")
    #expect(again.int("moves.0.move_id") == first.int("moves.0.move_id"))
    let other = try clerk.receive([(sku, "7")], number: number)
    #expect(other.status == 409 && other.error == "document.conflict", "\(other.http.text)")
    #expect(try clerk.level(sku) == StockFigures(6, locked: 0))

    let lockNumber = clerk.number()
    let lock = try clerk.lock([(sku, "6")], number: lockNumber)
    // Sold out by now, and still the lock's own repeat is answered.
    #expect(try clerk.lock([(sku, "1")]).status == 409)
    let repeated = try clerk.lock([(sku, "6")], number: lockNumber)
    #expect(repeated.status == 201, "\(repeated.http.text)")
    #expect(repeated.string("expires_at") == lock.string("expires_at"))
    #expect(try clerk.lock([(sku, "5")], number: lockNumber).error == "document.conflict")
    #expect(try clerk.level(sku) == StockFigures(6, locked: 6))
  }

  @Test func partialUnlockNeverReleasesMoreThanIsHeld() throws {
    let (a, b) = (try clerk.newSKU(), try clerk.newSKU())
    try clerk.receive([(a, "5"), (b, "5")])
    let number = clerk.number()
    #expect(try clerk.lock([(a, "3"), (b, "2")], number: number, seconds: 0).status == 201)
    let part = try clerk.unlock(number, [(a, "1")])
    #expect(part.string("released.0.qty") == "1.0000", "\(part.http.text)")
    let rest = try clerk.unlock(number, [(a, "9"), (b, "1")])
    #expect(rest.string("released.0.qty") == "2.0000")
    #expect(rest.string("released.1.qty") == "1.0000")
    #expect(try clerk.level(a) == StockFigures(5, locked: 0))
    #expect(try clerk.level(b) == StockFigures(5, locked: 1))
    let unknown = try clerk.unlock("nobody's")
    #expect(unknown.status == 404 && unknown.error == "stock.lock_not_found")
  }

  @Test func transferMovesBothSides() throws {
    let sku = try clerk.newSKU()
    let other = try clerk.newWarehouse()
    try clerk.receive([(sku, "5")])
    let transfer = try clerk.transfer([(sku, "2")], from: 1, to: other)
    #expect(transfer.status == 201, "\(transfer.http.text)")
    let moves = transfer.object["moves"] as? [[String: Any]] ?? []
    #expect(moves.map { $0["seq"] as? Int } == [2, 3])
    #expect(moves.map { $0["qty"] as? String } == ["-2.0000", "2.0000"])
    #expect(try clerk.level(sku) == StockFigures(5, locked: 0))
    #expect(try clerk.level(sku, at: other) == StockFigures(2, locked: 0))
    #expect(try clerk.transfer([(sku, "4")], from: 1, to: other).status == 409)
    #expect(try clerk.transfer([(sku, "1")], from: 1, to: 1).status == 400)
    #expect(try clerk.transfer([(sku, "1")], from: 1, to: 999_999).status == 404)
  }

  @Test func countPostsTheDifference() throws {
    let (a, b) = (try clerk.newSKU(), try clerk.newSKU())
    try clerk.receive([(a, "5"), (b, "5")])
    let count = try clerk.count([(a, "3.5"), (b, "5")])
    #expect(count.status == 201, "\(count.http.text)")
    #expect((count.object["moves"] as? [Any])?.count == 1)
    #expect(count.string("moves.0.qty") == "-1.5000")
    _ = try clerk.lock([(a, "3")])
    let below = try clerk.count([(a, "2")])
    #expect(below.status == 409 && below.error == "stock.counted_below_locked")
    #expect(try clerk.level(a) == StockFigures(Decimal(string: "3.5") ?? 0, locked: 3))
  }

  @Test func someGoodsMayFallBelowZero() throws {
    let sku = try clerk.newSKU(allowsNegative: true)
    #expect(try clerk.lock([(sku, "2")], seconds: 0).status == 201)
    let out = try clerk.issue([(sku, "3")])
    #expect(out.status == 201, "\(out.http.text)")
    #expect(try clerk.level(sku) == StockFigures(-3, locked: 2))
    try clerk.receive([(sku, "10")])
    #expect(try clerk.level(sku) == StockFigures(7, locked: 2))
  }

  @Test func badRequestsAreNamedFieldByField() throws {
    let answer = try clerk.client.post(
      "/stock/in",
      [
        "ref_type": "gift", "lines": [["sku_id": 0, "qty": "0", "colour": "red"]], "extra": 1,
      ])
    #expect(answer.status == 400)
    let fields = Set(answer.details.compactMap { $0["field"] as? String })
    #expect(
      fields == [
        "ref_type", "ref_no", "lines[0].sku_id", "lines[0].qty", "lines[0].colour", "extra",
      ], "\(answer.http.text)")
    let unknown = try clerk.receive([(987_654_321, "1")])
    #expect(unknown.status == 404 && unknown.error == "stock.sku_not_found")
    let service = try clerk.receive([(try clerk.newSKU(kind: "service"), "1")])
    #expect(service.status == 409 && service.error == "stock.not_stocked")
    #expect(try clerk.client.get("/stock/987654321").status == 404)
    #expect(try clerk.client.get("/stock/0").status == 400)
  }

  @Test func otherOrganisationsWarehousesDoNotExist() throws {
    let sku = try clerk.newSKU()
    let theirs = try clerk.newWarehouse(organisation: 33)
    try clerk.receive([(sku, "5")], at: theirs)
    try clerk.receive([(sku, "1")])
    let number = clerk.number()
    #expect(try clerk.lock([(sku, "1")], at: theirs, number: number).status == 201)
    let stranger = StockActor(stack, scope: "44,45", organisation: 44)
    #expect(try stranger.level(sku) == StockFigures(1, locked: 0))
    #expect(try stranger.receive([(sku, "1")], at: theirs).error == "stock.warehouse_not_found")
    #expect(try stranger.unlock(number).error == "stock.lock_not_found")
    #expect(try stranger.client.get("/stock/\(sku)?warehouse_id=\(theirs)").status == 404)
    let moves = try stranger.client.get("/stock/move/list?sku_id=\(sku)")
    #expect(moves.items.count == 1, "\(moves.http.text)")
    let owner = StockActor(stack, scope: "33", organisation: 33)
    #expect(try owner.level(sku) == StockFigures(6, locked: 1))
    #expect(try owner.newWarehouse(organisation: nil) > 1)
    let denied = try stranger.client.post(
      "/stock/warehouse/create", ["code": clerk.number(), "name": "x", "org_id": 33])
    #expect(denied.status == 400)
  }

  @Test func lists() throws {
    let sku = try clerk.newSKU(safetyStock: "5")
    try clerk.receive([(sku, "6")])
    let number = clerk.number()
    _ = try clerk.lock([(sku, "2")], number: number)
    let short = try clerk.client.get("/stock/list?below_safety=true&sku_id=\(sku)")
    #expect(short.items.first?["available"] as? String == "4.0000", "\(short.http.text)")
    #expect(short.items.first?["safety_stock"] as? String == "5.0000")
    let all = try clerk.client.get("/stock/list?sku_id=\(sku)")
    #expect(all.int("total") == 1 && all.items.first?["warehouse_id"] as? Int == 1)
    let locks = try clerk.client.get("/stock/lock/list?ref_no=\(number)")
    #expect(locks.items.first?["status"] as? String == "held", "\(locks.http.text)")
    _ = try clerk.unlock(number)
    #expect(
      try clerk.client.get("/stock/list?below_safety=true&sku_id=\(sku)").int("total") == 0)
    for _ in 0..<4 { _ = try clerk.issue([(sku, "1")]) }
    var seen: [Int] = []
    var after = "0"
    repeat {
      let page = try clerk.client.get("/stock/move/list?sku_id=\(sku)&size=2&after=\(after)")
      seen += page.items.compactMap { $0["seq"] as? Int }
      after = page.string("next") ?? ""
    } while !after.isEmpty
    #expect(seen == [1, 2, 3, 4, 5])
    #expect(try clerk.client.get("/stock/warehouse/list?size=200").items.count >= 1)
  }
}
