import Foundation
import StackKit
import Testing

/// Aim: an offline day as a shop sees it, one flow a test.
@Suite struct PosScenarioTests {
  let till: Till
  var shop: SalesCounter { till.shop }

  init() throws { till = try Till() }

  @Test func registering() throws {
    let body: [String: Any] = ["device_id": till.device, "store_id": shop.store]
    let again = try till.client.post("/pos/register", body)
    #expect(again.status == 201 && again.int("store_id") == shop.store, "\(again.http.text)")
    let other = try till.client.post(
      "/pos/register", ["device_id": till.device, "store_id": shop.store + 1])
    #expect(other.status == 409 && other.error == "pos.other_store", "\(other.http.text)")
    let nowhere = try till.client.post(
      "/pos/register",
      ["device_id": SalesCounter.name("till-"), "store_id": 9_007_199_254_740_000])
    #expect(nowhere.status == 404 && nowhere.error == "pos.store_not_found")
    let nobody = try till.client.get("/pos/status?device_id=nobody")
    #expect(nobody.status == 404 && nobody.error == "pos.device_not_found")
    let lost = try till.client.post(
      "/pos/sync", ["device_id": "nobody", "orders": [till.sale(1, [], payable: "0")]])
    #expect(lost.status == 404, "\(lost.http.text)")
  }

  /// The customer paid what was printed, and left with the goods.
  @Test func aSaleThatHasHappened() throws {
    let goods = try shop.goods(price: "9.90")
    let sale = till.sale(1, [(goods, "3", "8.00")], payable: "23.99")
    let first = try till.sync([sale])
    #expect(first.status == 200 && first.statuses == ["accepted"], "\(first.http.text)")
    #expect(first.int("next_seq") == 2 && first.missing == "")
    let number = try #require(first.string("results.0.order_no"))
    #expect(number.hasPrefix("till-\(shop.store)-20261120-"), "\(number)")
    #expect(number.hasSuffix("-000001"))
    let order = try till.client.get("/order/\(number)")
    #expect(order.string("status") == "paid" && order.string("stock_status") == "issued")
    #expect(order.string("original") == "24.00" && order.string("discount") == "0.01")
    #expect(order.string("payable") == "23.99" && order.string("lines.0.price") == "8.0000")
    #expect(order.string("lines.0.discount") == "0.01", "\(order.http.text)")
    #expect(order.string("payments.0.amount") == "23.99")
    #expect(order.string("sold_at") == "2026-11-20T07:30:00.000000Z", "\(order.http.text)")
    #expect(order.object["oversold"] as? Bool == false)
    #expect(try shop.level(goods) == StockFigures(97, locked: 0))

    let again = try till.sync([sale])
    #expect(again.statuses == ["duplicate"], "\(again.http.text)")
    #expect(again.string("results.0.order_no") == number)
    #expect(try shop.level(goods) == StockFigures(97, locked: 0))
  }

  /// What happens to the goods afterwards is as with any order.
  @Test func itsEventsAreDelivered() throws {
    let goods = try shop.goods(price: "2")
    let answer = try till.sync([till.sale(1, [(goods, "2", "2")], payable: "4")])
    let number = try #require(answer.string("results.0.order_no"), "\(answer.http.text)")
    let types = try shop.stack.sql(
      """
      SELECT type FROM outbox WHERE event_key = '\(number)' OR payload LIKE '%\(number)%' \
      ORDER BY outbox_id
      """)
    #expect(
      types.map { $0[0] } == ["OrderCreated", "StockOut", "StockChanged", "OrderPaid"], "\(types)")
    let end = Date().addingTimeInterval(20)
    var left = [["?"]]
    while Date() < end, left != [["0"]] {
      left = try shop.stack.sql(
        """
        SELECT COUNT(*) FROM outbox o WHERE o.event_key = '\(number)' AND o.type = 'OrderPaid' \
        AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.event_id = o.outbox_id \
        AND i.consumer = 'stock')
        """)
      usleep(50_000)
    }
    #expect(left == [["0"]])
    let moves = try till.client.get("/stock/move/list?ref_no=\(number)")
    #expect(moves.items.count == 1, "\(moves.http.text)")
    let shipped = try till.client.post("/order/ship", ["order_no": number])
    #expect(shipped.string("status") == "shipped", "\(shipped.http.text)")
  }

  @Test func gapsAreWaitedFor() throws {
    let goods = try shop.goods(price: "1")
    func sale(_ sequence: Int) -> [String: Any] {
      till.sale(sequence, [(goods, "1", "1")], payable: "1")
    }
    let ahead = try till.sync([sale(5), sale(2), sale(3)])
    #expect(ahead.statuses == ["waiting", "waiting", "waiting"], "\(ahead.http.text)")
    #expect(ahead.int("next_seq") == 1 && ahead.missing == "1-1,4-4")
    #expect(try shop.level(goods) == StockFigures(100, locked: 0))
    let first = try till.sync([sale(1)])
    #expect(first.statuses == ["accepted"] && first.int("next_seq") == 4)
    #expect(first.missing == "4-4", "\(first.http.text)")
    #expect(try shop.level(goods) == StockFigures(97, locked: 0))
    let rest = try till.sync([sale(5), sale(4), sale(3)])
    #expect(rest.statuses == ["accepted", "accepted", "duplicate"], "\(rest.http.text)")
    #expect(rest.int("next_seq") == 6 && rest.missing == "")
    #expect(try shop.level(goods) == StockFigures(95, locked: 0))
    let orders = try shop.stack.sql(
      """
      SELECT r.seq FROM pos_receipt r JOIN sales_order o ON o.order_id = r.order_id \
      WHERE r.device_id = '\(till.device)' ORDER BY o.order_no
      """)
    #expect(orders.map { $0[0] } == ["1", "2", "3", "4", "5"])
  }

  @Test func conflicts() throws {
    let goods = try shop.goods(price: "1")
    let one: [Till.Line] = [(goods, "1", "1")]
    #expect(try till.sync([till.sale(1, one, payable: "1")]).statuses == ["accepted"])
    let other = try till.sync([till.sale(1, one, payable: "0.50")])
    #expect(other.statuses == ["failed"])
    #expect(other.string("results.0.error") == "document.conflict", "\(other.http.text)")
    let taken = try till.sync([till.sale(1, one, payable: "1", client: "x")])
    #expect(taken.string("results.0.error") == "pos.sequence_taken", "\(taken.http.text)")
    // The same sale under a new number: not sold twice, and nobody waits for it.
    let moved = try till.sync([
      till.sale(2, one, payable: "1", client: "\(till.device)-1"),
      till.sale(3, one, payable: "0.5", client: "\(till.device)-1"),
      till.sale(4, one, payable: "1"), till.sale(4, one, payable: "1"),
    ])
    #expect(
      moved.statuses == ["duplicate", "failed", "accepted", "duplicate"], "\(moved.http.text)")
    #expect(moved.string("results.1.error") == "document.conflict")
    #expect(moved.int("next_seq") == 5)
    let again = try till.sync([till.sale(2, one, payable: "1", client: "\(till.device)-1")])
    #expect(again.statuses == ["duplicate"], "\(again.http.text)")
    #expect(again.string("results.0.order_no") == moved.string("results.0.order_no"))
    #expect(try till.retry(3).string("status") == "failed")
    #expect(try shop.level(goods) == StockFigures(98, locked: 0))
  }

  @Test func whatCannotPassIsParked() throws {
    let goods = try shop.goods(price: "1")
    let ghost = SalesCounter.Goods(sku: 9_007_199_254_740_000, barcode: "")
    let one: [Till.Line] = [(goods, "1", "1")]
    var points = till.sale(5, one, payable: "1")
    points["payments"] = [["method": "points", "amount": "1"]]
    let answer = try till.sync([
      till.sale(1, one, payable: "1"), till.sale(2, [(ghost, "1", "1")], payable: "1"),
      till.sale(3, one, payable: "1", paid: "2"), till.sale(4, one, payable: "1.01"), points,
      till.sale(6, one, payable: "1", soldAt: "1970-01-01T00:00:00Z"),
      till.sale(7, [(goods, "99999999999999", "99999999999999")], payable: "1"),
      till.sale(8, one, payable: "1"),
    ])
    #expect(
      answer.statuses == ["accepted"] + Array(repeating: "failed", count: 6) + ["accepted"],
      "\(answer.http.text)")
    let results = answer.object["results"] as? [[String: Any]] ?? []
    let errors = results.compactMap { $0["error"] as? String }
    #expect(
      errors == [
        "order.sku_not_found", "order.amount_mismatch", "pos.payable_too_high",
        "pos.points_not_taken", "pos.sold_at_out_of_range", "order.amount_out_of_range",
      ])
    #expect(answer.int("next_seq") == 9)
    let status = try till.status()
    #expect((status.object["failed"] as? [Any])?.count == 6, "\(status.http.text)")
    #expect(status.int("applied") == 2 && status.int("waiting") == 0)
    #expect(try shop.level(goods) == StockFigures(98, locked: 0))
  }

  /// What was sold by a part of a unit leaves exactly, or somebody has to look at it.
  @Test func partsOfAUnitAreNeverRounded() throws {
    let half = SalesCounter.name("half")
    let unit: [String: Any] = ["unit": "半", "factor": "0.5", "barcode": half]
    let item = try till.client.post(
      "/item/create",
      ["name": "西瓜", "skus": [["price": "10", "units": [unit]] as [String: Any]]])
    let sku = try #require(item.int("skus.0.sku_id"), "\(item.http.text)")
    func sale(_ sequence: Int, _ quantity: String) -> [String: Any] {
      var sale = till.sale(sequence, [], payable: "0")
      sale["lines"] = [["barcode": half, "qty": quantity, "price": "5"]]
      return sale
    }
    let answer = try till.sync([sale(1, "0.0001"), sale(2, "0.0003"), sale(3, "0.0002")])
    #expect(answer.statuses == ["failed", "failed", "accepted"], "\(answer.http.text)")
    #expect(answer.string("results.0.error") == "pos.quantity_not_exact")
    #expect(answer.string("results.1.error") == "pos.quantity_not_exact")
    let level = try till.client.get("/stock/\(sku)")
    #expect(level.string("on_hand") == "-0.0001", "\(level.http.text)")
  }

  @Test func parkedAndRetried() throws {
    let barcode = SalesCounter.name("late")
    var sale = till.sale(1, [], payable: "24")
    sale["lines"] = [["barcode": barcode, "qty": 2, "price": "12"]]
    let goods = try shop.goods(price: "1")
    let parked = try till.sync([sale, till.sale(2, [(goods, "1", "1")], payable: "1")])
    #expect(parked.statuses == ["failed", "accepted"], "\(parked.http.text)")
    #expect(parked.string("results.0.error") == "order.sku_not_found")
    #expect(try till.retry(1).string("status") == "failed")
    let item = try till.client.post(
      "/item/create",
      [
        "name": "新品",
        "skus": [
          ["price": "1", "units": [["unit": "箱", "factor": 12, "barcode": barcode]]]
            as [String: Any]
        ],
      ])
    let sku = try #require(item.int("skus.0.sku_id"), "\(item.http.text)")
    let retried = try till.retry(1)
    #expect(retried.status == 200 && retried.string("status") == "applied")
    let number = try #require(retried.string("order_no"), "\(retried.http.text)")
    #expect(try till.retry(1).string("order_no") == number)
    // Nobody had counted the boxes yet: 24 of the base unit are owed.
    let order = try till.client.get("/order/\(number)")
    #expect(order.object["oversold"] as? Bool == true, "\(order.http.text)")
    #expect(order.string("lines.0.qty") == "24.0000" && order.string("lines.0.price") == "1.0000")
    #expect(try till.client.get("/stock/\(sku)").string("on_hand") == "-24.0000")
    #expect(try till.sync([sale]).statuses == ["duplicate"])
    let missing = try till.retry(99)
    #expect(missing.status == 404 && missing.error == "pos.sale_not_found")
  }

  @Test func skippedByName() throws {
    let goods = try shop.goods(price: "1")
    let one: [Till.Line] = [(goods, "1", "1")]
    let late = till.sale(2, one, payable: "1")
    let parked = till.sale(1, one, payable: "1", paid: "3")
    let ahead = try till.sync([parked, till.sale(3, one, payable: "1")])
    #expect(ahead.statuses == ["failed", "waiting"] && ahead.missing == "2-2")
    let skipped = try till.skip(2, "收银机损坏")
    #expect(skipped.status == 200 && skipped.string("status") == "skipped")
    #expect(skipped.int("next_seq") == 4 && skipped.missing == "", "\(skipped.http.text)")
    #expect(try till.skip(1, "paid wrongly").string("status") == "skipped")
    let applied = try till.skip(3, "too late")
    #expect(applied.status == 409 && applied.error == "pos.already_applied")
    let came = try till.sync([late, parked])
    #expect(came.statuses == ["failed", "failed"], "\(came.http.text)")
    #expect(came.string("results.0.error") == "pos.skipped")
    let status = try till.status()
    let reasons = (status.object["skipped"] as? [[String: Any]] ?? []).map { $0["message"] }
    #expect("\(reasons)".contains("收银机损坏"), "\(status.http.text)")
    #expect(try till.skip(4, "").status == 400)
    #expect(try shop.level(goods) == StockFigures(99, locked: 0))
  }

  /// Somebody keeps a stock row for long: the till is told to wait, nothing overtakes, and the
  /// worker goes on when it can.
  @Test func aFaultThatPassesHoldsTheTill() throws {
    let (busy, free) = (try shop.goods(price: "1"), try shop.goods(price: "1"))
    let stack = shop.stack
    let taken = DispatchSemaphore(value: 0)
    Thread {
      _ = try? stack.sql(
        """
        BEGIN; SELECT on_hand FROM stock_balance WHERE sku_id = \(busy.sku) FOR UPDATE; \
        SELECT SLEEP(13) AS keeps_\(busy.sku); COMMIT
        """)
      taken.signal()
    }.start()
    let asleep = """
      SELECT COUNT(*) FROM information_schema.processlist \
      WHERE info LIKE 'SELECT SLEEP(13) AS keeps_\(busy.sku)'
      """
    while try stack.sql(asleep) == [["0"]] { usleep(50_000) }
    let answer = try till.sync([
      till.sale(1, [(busy, "1", "1")], payable: "1"),
      till.sale(2, [(free, "1", "1")], payable: "1"),
    ])
    #expect(answer.status == 200, "\(answer.http.text)")
    #expect(answer.statuses == ["waiting", "waiting"] && answer.int("next_seq") == 1)
    let held = try till.status()
    #expect((held.int("held.attempts") ?? 0) >= 1, "\(held.http.text)")
    #expect(held.int("waiting") == 2 && held.missing == "", "\(held.http.text)")
    #expect(try shop.level(free) == StockFigures(100, locked: 0))
    taken.wait()
    let end = Date().addingTimeInterval(30)
    while try till.status().int("next_seq") != 3, Date() < end { usleep(100_000) }
    let status = try till.status()
    #expect(status.int("next_seq") == 3 && status.int("applied") == 2, "\(status.http.text)")
    #expect(status.object["held"] is NSNull, "\(status.http.text)")
    #expect(try shop.level(busy) == StockFigures(99, locked: 0))
  }

  /// The state that a process leaves which dies between storing and applying.
  @Test func theWorkerGoesOnWhereAProcessDied() throws {
    let goods = try shop.goods(price: "1")
    let one: [Till.Line] = [(goods, "1", "1")]
    #expect(
      try till.sync([till.sale(2, one, payable: "1"), till.sale(3, one, payable: "1")]).statuses
        == ["waiting", "waiting"])
    try shop.stack.sql(
      """
      INSERT INTO pos_receipt (device_id, seq, status, reason, user_id, request_id)
      VALUES ('\(till.device)', 1, 'skipped', 'torn', 1, 'test');
      UPDATE pos_device SET next_at = NOW(6) WHERE device_id = '\(till.device)'
      """)
    let end = Date().addingTimeInterval(20)
    while try till.status().int("next_seq") != 4, Date() < end { usleep(50_000) }
    let status = try till.status()
    #expect(status.int("applied") == 2 && status.int("next_seq") == 4, "\(status.http.text)")
    #expect(try shop.level(goods) == StockFigures(98, locked: 0))
  }

  @Test func limitsOfACall() throws {
    let goods = try shop.goods(price: "1")
    let many = (1...501).map { till.sale($0, [(goods, "1", "1")], payable: "1") }
    #expect(try till.sync(many).status == 400)
    #expect(try till.sync([]).status == 400)
    let wrong = try till.sync([till.sale(0, [(goods, "0", "-1")], payable: "-1", paid: "0")])
    let fields = wrong.details.compactMap { $0["field"] as? String }
    // The other faults are the entry's own, and would park it alone.
    #expect(fields == ["orders[0].seq"], "\(wrong.http.text)")
    let all = try till.sync(Array(many.prefix(500)))
    #expect(all.int("next_seq") == 501, "\(all.http.text.prefix(300))")
    #expect(Set(all.statuses) == ["accepted"])
  }
}
