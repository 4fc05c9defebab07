import Foundation
import StackKit
import Testing

extension BadInputTests {
  /// A row that nobody can work on, for each job of the worker and for each kind of event: after
  /// ten attempts it is put aside and shown, the others go on, and whoever mends it lets it be
  /// tried again. Overdue orders and lots: `MemberSaleTests`, `PutAsideTests`.
  @Suite(.serialized) struct PoisonedRowTests {
    private let clerk: BoundClerk
    private var stack: Stack { clerk.stack }

    init() throws { clerk = BoundClerk(try BoundWorld.get().base) }

    /// Waits until a thing was put aside, without the waiting between its ten attempts, and looks
    /// whether it is shown.
    private func becomesDead(_ kind: String, _ key: String) throws {
      let row = "WHERE kind = '\(kind)' AND object_key = '\(key)'"
      try clerk.wait("\(kind) \(key) fails") {
        try stack.sql("SELECT status FROM put_aside \(row) AND attempts > 0") != []
      }
      try stack.sql("UPDATE put_aside SET attempts = 9, next_at = NOW(6) \(row)")
      try clerk.wait("\(kind) \(key) is dead") {
        try stack.sql("SELECT status, attempts FROM put_aside \(row)") == [["dead", "10"]]
      }
      let shown = try clerk.client.get("/ops/events/dead?size=200").items
        .first { $0["kind"] as? String == kind && $0["key"] as? String == key }
      #expect(shown?["attempts"] as? Int == 10, "\(kind) \(key): \(String(describing: shown))")
      #expect((shown?["last_error"] as? String)?.isEmpty == false)
    }

    /// Whoever has mended it lets it be tried again.
    private func replay(_ kind: String, _ key: String) throws {
      try clerk.wait("\(kind) \(key) is shown") {
        try clerk.post("/ops/events/replay", ["kind": kind, "key": key], 200)
          .int("replayed") == 1
      }
      try clerk.wait("\(kind) \(key) is done") {
        try stack.sql(
          "SELECT 1 FROM put_aside WHERE kind = '\(kind)' AND object_key = '\(key)'") == []
      }
    }

    @Test func aLockThatCannotBeFreed() throws {
      let skus = try clerk.skus(["1", "1"])
      var locks: [String] = []
      for sku in skus {
        try clerk.putIn(sku, "10", cost: "1")
        let made = try clerk.post(
          "/stock/lock",
          ["ref_no": clerk.next("lock"), "ttl_seconds": 3_600, "lines": [clerk.line(sku, "1")]],
          201)
        locks.append(made.string("ref_no") ?? "")
      }
      // The balance says that nothing is held.
      try stack.sql(
        "UPDATE stock_balance SET locked = 0 WHERE sku_id = \(skus[0]); "
          + "UPDATE stock_lock SET expires_at = NOW(6) - INTERVAL IF(ref_no = '\(locks[0])', 2, 1) "
          + "HOUR WHERE ref_no IN ('\(locks[0])', '\(locks[1])')")
      func status(_ lock: String) throws -> [[String]] {
        try stack.sql("SELECT status FROM stock_lock WHERE ref_no = '\(lock)'")
      }
      try clerk.wait("the good lock is freed") { try status(locks[1]) == [["expired"]] }
      let organisation = try stack.sql(
        "SELECT org_id FROM stock_lock WHERE ref_no = '\(locks[0])'")
      let key = "\(organisation.first?.first ?? ""):\(locks[0])"
      try becomesDead("stock_lock", key)
      #expect(try status(locks[0]) == [["held"]])
      try stack.sql("UPDATE stock_balance SET locked = 1 WHERE sku_id = \(skus[0])")
      try replay("stock_lock", key)
      #expect(try status(locks[0]) == [["expired"]])
    }

    @Test func aTillWhoseRowsCannotBeRead() throws {
      let tills = ["a", "b"].map { _ in clerk.next("till") }
      for till in tills {
        try clerk.post("/pos/register", ["device_id": till, "store_id": 1], 201)
      }
      try stack.sql(
        "SET SESSION sql_mode = ''; "
          + "UPDATE pos_device SET registered_at = 0 WHERE device_id = '\(tills[0])'; "
          + "UPDATE pos_device SET next_at = NOW(6) - INTERVAL IF(device_id = '\(tills[0])', 2, 1) "
          + "HOUR WHERE device_id IN ('\(tills[0])', '\(tills[1])')")
      try clerk.wait("the good till") {
        try stack.sql("SELECT next_at FROM pos_device WHERE device_id = '\(tills[1])'")
          == [["NULL"]]
      }
      try becomesDead("pos_device", tills[0])
      try stack.sql(
        "UPDATE pos_device SET registered_at = NOW(6) WHERE device_id = '\(tills[0])'")
      try replay("pos_device", tills[0])
      #expect(
        try stack.sql("SELECT next_at FROM pos_device WHERE device_id = '\(tills[0])'")
          == [["NULL"]])
    }

    /// Coupons expire many at once, and members get their levels so.
    @Test func whatIsDoneManyAtOnce() throws {
      let members = try ["a", "b"].map { _ in try newMember() }
      let template = try clerk.post(
        "/member/coupon/template/create",
        ["name": "n", "type": "cash", "amount": "1", "valid_days": 30], 201)
      let coupons = try members.map { member in
        let claimed = try clerk.post(
          "/member/coupon",
          ["template_id": template.int("template_id") ?? 0, "member_id": member], 201)
        return try #require(claimed.int("coupon_id"))
      }
      // What is written to the one would be longer than its column; the other's version is full.
      try stack.sql(
        "CREATE TRIGGER poison BEFORE UPDATE ON coupon FOR EACH ROW "
          + "SET NEW.status = IF(NEW.coupon_id = \(coupons[0]) AND NEW.status = 'expired', "
          + "'much too long', NEW.status)")
      defer { _ = try? stack.sql("DROP TRIGGER poison") }
      try stack.sql(
        "UPDATE member SET version = 2147483647, level_version = 0 "
          + "WHERE member_id = \(members[0]); "
          + "UPDATE member SET level_version = 0 WHERE member_id = \(members[1]); "
          + "UPDATE coupon SET valid_from = NOW(6) - INTERVAL 1 DAY, "
          + "valid_to = NOW(6) - INTERVAL IF(coupon_id = \(coupons[0]), 2, 1) SECOND "
          + "WHERE coupon_id IN (\(coupons[0]), \(coupons[1]))")
      try clerk.wait("the good coupon and the good member") {
        try stack.sql(
          "SELECT c.status, m.level_version > 0 FROM coupon c JOIN member m USING (member_id) "
            + "WHERE c.coupon_id = \(coupons[1])") == [["expired", "1"]]
      }
      try becomesDead("overdue_coupon", "\(coupons[0])")
      try becomesDead("member_level", "\(members[0])")
      try stack.sql(
        "DROP TRIGGER poison; UPDATE member SET version = 1 WHERE member_id = \(members[0])")
      // The next round does what was mended, and forgets that it was put aside.
      try clerk.wait("the mended coupon and member") {
        try stack.sql(
          "SELECT c.status, m.level_version > 0 FROM coupon c JOIN member m USING (member_id) "
            + "WHERE c.coupon_id = \(coupons[0])") == [["expired", "1"]]
      }
      try clerk.wait("nothing is put aside") {
        try stack.sql("SELECT kind FROM put_aside WHERE kind IN ('overdue_coupon', 'member_level')")
          == []
      }
    }

    private func newMember() throws -> Int {
      let phone = "19\(UInt64.random(in: 100_000_000...999_999_999))"
      let made = try clerk.post("/member/register", ["name": "会员", "phone": phone], 201)
      return try #require(made.int("member_id"))
    }

    /// Of goods and orders that are in no other book.
    @Test func whatCannotBeValued() throws {
      let (bad, good) = (9_000_000_005, 9_000_000_006)
      let sheets = ["0-worse", "0-fine"]
      let most = BoundClerk.quantity
      defer {
        for table in ["cost_sku", "cost_waiting", "cost_ledger"] {
          _ = try? stack.sql("DELETE FROM \(table) WHERE sku_id IN (\(bad), \(good))")
        }
        for table in ["cost_sheet", "cost_sheet_operation"] {
          _ = try? stack.sql("DELETE FROM \(table) WHERE mo_no IN ('\(sheets[0])', '\(sheets[1])')")
        }
        _ = try? stack.sql("DELETE FROM put_aside WHERE kind LIKE 'cost%'")
      }
      try stack.sql(
        """
        SET SESSION sql_mode = ''; \
        INSERT INTO cost_sku (sku_id, method, has_waiting) VALUES (\(bad), 'moving_average', 1), \
        (\(good), 'moving_average', 1); \
        INSERT INTO cost_waiting (sku_id, seq, move_id, warehouse_id, quantity, unit_cost, \
        ref_type, ref_no, occurred_at) VALUES (\(bad), 1, 1, 1, 5, 1, 'opening', 'x', 0), \
        (\(good), 1, 2, 1, 5, 1, 'opening', 'x', NOW(6)); \
        INSERT INTO cost_sheet_operation (mo_no, op_no, minutes, quantity, labor_per_hour, \
        overhead_per_hour) VALUES ('\(sheets[0])', 1, \(most), \(most), \(most), 0); \
        INSERT INTO cost_sheet (mo_no, mo_id, sku_id, status) \
        VALUES ('\(sheets[0])', 9000000003, 9000000001, 'pending'), \
        ('\(sheets[1])', 9000000004, 9000000001, 'pending')
        """)
      try clerk.wait("the good ones") {
        try stack.sql(
          "SELECT last_seq, (SELECT status FROM cost_sheet WHERE mo_no = '\(sheets[1])') "
            + "FROM cost_sku WHERE sku_id = \(good)") == [["1", "settled"]]
      }
      try becomesDead("cost_waiting", "\(bad)")
      try becomesDead("cost_sheet", sheets[0])
      try stack.sql(
        "UPDATE cost_waiting SET occurred_at = NULL WHERE sku_id = \(bad); "
          + "UPDATE cost_sheet_operation SET minutes = 1, quantity = 1, labor_per_hour = 1 "
          + "WHERE mo_no = '\(sheets[0])'")
      try replay("cost_waiting", "\(bad)")
      try replay("cost_sheet", sheets[0])
    }

    /// An event of each type that somebody wants, with nothing in it: whoever cannot use it gives
    /// it up, and does the next ones.
    @Test func anEventThatNobodyCanUse() throws {
      let types = try stack.sql("SELECT DISTINCT type FROM event_subscription").compactMap(\.first)
      #expect(types.count >= 8, "\(types)")
      let key = clerk.next("poison")
      let ids = "SELECT outbox_id FROM outbox WHERE event_key = '\(key)'"
      let streams = ["Mo": "production", "Stock": "stock", "Item": "item", "Order": "order"]
      for type in types {
        let stream = try #require(streams.first { type.hasPrefix($0.key) }?.value, "\(type)")
        try stack.sql(
          "INSERT INTO outbox (stream, type, version, occurred_at, source, event_key, request_id, "
            + "payload) VALUES ('\(stream)', '\(type)', 1, NOW(6), 'test', '\(key)', '\(key)', "
            + "'{}')")
      }
      let made = try stack.sql(ids).count
      #expect(made == types.count, "\(made) events of \(types)")
      let wanted =
        "FROM event_subscription s JOIN outbox o ON o.type = s.type AND o.event_key = '\(key)'"
      try clerk.wait("every consumer has tried") {
        try stack.sql(
          "SELECT COUNT(*) \(wanted) WHERE NOT EXISTS (SELECT 1 FROM event_failure f "
            + "WHERE f.consumer = s.consumer AND f.event_id = o.outbox_id AND f.attempts > 0) "
            + "AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.consumer = s.consumer "
            + "AND i.event_id = o.outbox_id)") == [["0"]]
      }
      let consumers = try stack.sql(
        "SELECT DISTINCT consumer FROM event_failure WHERE event_id IN (\(ids))")
      #expect(consumers.count == 4, "\(consumers)")
      try stack.sql(
        "UPDATE event_failure SET attempts = 9, next_at = NOW(6) WHERE event_id IN (\(ids)) "
          + "AND status = 'retry'")
      try clerk.wait("all are given up") {
        try stack.sql(
          "SELECT COUNT(*) FROM event_failure WHERE event_id IN (\(ids)) AND status <> 'dead'")
          == [["0"]]
      }
      let shown = try clerk.client.get("/ops/events/dead?size=200").items
        .count { (($0["event"] as? [String: Any])?["key"] as? String) == key }
      #expect(shown >= made, "\(shown) of \(made) are shown")
      try aSaleGoesThrough()
      try stack.sql(
        "DELETE FROM inbox WHERE event_id IN (\(ids)); "
          + "DELETE FROM event_failure WHERE event_id IN (\(ids)); "
          + "DELETE FROM outbox WHERE event_key = '\(key)'")
    }

    /// Left out of the prices, not in their way; the log says which one it is.
    @Test func aPromotionThatCannotBeRead() throws {
      let sku = try clerk.skus(["10"])[0]
      try clerk.putIn(sku, "10", cost: "1")
      func promotion(_ rate: String) throws -> Int {
        try clerk.post(
          "/promo/create",
          [
            "name": clerk.next("p"), "type": "discount", "rule": ["rate": rate],
            "scope": ["sku_ids": [sku]], "starts_at": "2020-01-01T00:00:00Z",
            "ends_at": "2099-01-01T00:00:00Z", "priority": 1, "stackable": true,
          ], 201
        ).int("promo_id") ?? 0
      }
      let (whole, damaged) = (try promotion("0.9"), try promotion("0.5"))
      func named() throws -> [Int] {
        let answer = try clerk.post(
          "/promo/calc",
          ["channel": "pos", "store_id": 1, "lines": [clerk.line(sku, "1")]])
        #expect(answer.status == 200, "\(answer.http.text)")
        return [whole, damaged].filter { answer.http.text.contains("\"promo_id\":\($0),") }
      }
      try clerk.wait("both are looked at") { try named() == [whole, damaged] }
      let rule = try stack.sql("SELECT rule FROM promotion WHERE promo_id = \(damaged)")[0][0]
      func store(_ rule: String) throws {
        try stack.sql(
          "UPDATE promotion SET rule = '\(rule)' WHERE promo_id = \(damaged); "
            + "UPDATE promotion_version SET version = version + 1")
      }
      try store("{}")
      try clerk.wait("the price does without it") { try named() == [whole] }
      try aSaleGoesThrough()
      try store(rule)
      for id in [whole, damaged] { try clerk.post("/promo/disable", ["promo_id": id], 200) }
    }

    /// Paid, issued, valued.
    private func aSaleGoesThrough() throws {
      let sku = try clerk.skus(["1"])[0]
      try clerk.putIn(sku, "10", cost: "1")
      // Of its own: the boundary numbers have moved store 1 to another warehouse; and their
      // promotions are in force, so that the order says what it costs.
      let store = try clerk.post(
        "/user/org/create", ["code": clerk.next("s"), "name": "n", "kind": "store"], 201)
      let order = try clerk.post(
        "/order/create",
        [
          "channel": "pos", "store_id": store.int("org_id") ?? 0, "warehouse_id": 1,
          "lines": [clerk.line(sku, "1")],
        ], 201)
      let number = order.string("order_no") ?? ""
      try clerk.post(
        "/order/pay",
        [
          "order_no": number,
          "payments": [["method": "cash", "amount": order.string("payable") ?? ""]],
        ], 200)
      try clerk.wait("the goods of \(number)") {
        try clerk.client.get("/order/\(number)").string("stock_status") == "issued"
      }
      try clerk.wait("their cost") {
        try stack.sql("SELECT last_seq FROM cost_sku WHERE sku_id = \(sku)") == [["2"]]
      }
    }
  }
}
