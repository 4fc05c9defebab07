import Foundation
import StackKit
import Testing

/// Aim: made goods get their cost though everything comes backwards: first what was done with them,
/// then that they were made, last of what. On a stack of its own, whose stock knows nothing of it.
@Suite struct CostReverseTests {
  private static let material = 900_000_001
  private static let part = 900_000_002
  private static let product = 900_000_003
  private static let fragile = 900_000_004
  private static let vase = 900_000_005
  private static let glass = 900_000_006
  private static let lamp = 900_000_007

  @Test func everythingBackwards() throws {
    let desk = try CostDesk(own: "cost-reverse")
    defer { try? desk.stack.shutdown() }
    let events = Self.story()
    for event in events.reversed() {
      for _ in 0..<2 { try publish(event, desk) }
      usleep(150_000)
    }
    try desk.waitUntil("all moves valued", 30) {
      try desk.stack.sql("SELECT COALESCE(SUM(last_seq), 0) FROM cost_sku") == [["7"]]
    }
    // 6 at 1.5; 4 of them make 2 parts; 1 part makes 5 products, of which 2 are sold.
    let rows = try desk.stack.sql(
      "SELECT sku_id, on_hand, value FROM cost_sku ORDER BY sku_id")
    #expect(
      rows == [
        ["\(Self.material)", "2.0000", "3.000000"], ["\(Self.part)", "1.0000", "3.000000"],
        ["\(Self.product)", "3.0000", "1.800000"],
      ])
    #expect(try desk.stack.sql("SELECT COUNT(*) FROM cost_waiting") == [["0"]])
    #expect(
      try desk.stack.sql("SELECT mo_no, status, total FROM cost_sheet ORDER BY mo_no") == [
        ["MO-20261123-000001", "settled", "6.000000"],
        ["MO-20261123-000002", "settled", "3.000000"],
      ])
    #expect(try desk.client.get("/cost/sheet/1").string("unit_cost") == "3.000000")
    try expectLateLossCounted(desk)
    try expectReturnHidesNoLoss(desk)
    try expectValuationOfNow(desk)
    try expectShareOfAReceipt(desk)
    try expectRevision(desk)
    try expectRatesAndStandardsOfTheDay(desk)
    try desk.expectCalculated([:])
    try expectWrongFigureFound(desk)
  }

  func publish(_ event: (type: String, stream: String, payload: String), _ desk: CostDesk)
    throws
  {
    try desk.stack.sql(
      """
      INSERT INTO outbox (stream, type, version, occurred_at, source, event_key, request_id,
      payload) VALUES ('\(event.stream)', '\(event.type)', 1, NOW(6), 'test', 'k', 'r',
      '\(event.payload)')
      """)
  }

  /// What was lost belongs to the goods' value also when it is told of last.
  private func expectLateLossCounted(_ desk: CostDesk) throws {
    let (material, made, order) = (Self.fragile, Self.vase, "MO-20261123-000003")
    for event in [
      Self.move(material, 1, "6", cost: "1.5", "purchase", "R-3", made: false),
      Self.move(material, 2, "-4", cost: nil, "production", order, made: false),
      Self.move(made, 1, "2", cost: nil, "production", order, made: true),
      Self.completed(3, order, made, "2", of: material, "4", lost: "1"),
    ] { try publish(event, desk) }
    try desk.waitUntil("the issue valued, and the goods waiting for the loss", 30) {
      try desk.stack.sql(
        """
        SELECT (SELECT status FROM cost_sheet WHERE mo_no = '\(order)'),
        (SELECT last_seq FROM cost_sku WHERE sku_id = \(material)),
        (SELECT COUNT(*) FROM cost_waiting)
        """) == [["pending", "2", "1"]]
    }
    try publish(
      Self.move(material, 3, "-1", cost: nil, "production", "L-3", made: false, origin: order), desk
    )
    try desk.waitUntil("the goods valued with the loss", 30) {
      try desk.stack.sql("SELECT value FROM cost_sku WHERE sku_id = \(made)") == [["7.500000"]]
    }
  }

  /// As much came back as was lost, both behind a purchase that is told of last: together they
  /// change no quantity, but what was lost is dearer than what came back.
  private func expectReturnHidesNoLoss(_ desk: CostDesk) throws {
    let (material, made, order) = (Self.glass, Self.lamp, "MO-20261123-000004")
    for event in [
      Self.move(material, 1, "10", cost: "5", "purchase", "R-4", made: false),
      Self.move(material, 2, "-10", cost: nil, "production", order, made: false),
      Self.move(material, 4, "-2", cost: nil, "production", "L-4", made: false, origin: order),
      Self.move(material, 5, "2", cost: nil, "return", "B-4", made: false, origin: order),
      Self.move(made, 1, "5", cost: nil, "production", order, made: true),
      Self.completed(4, order, made, "5", of: material, "10", lost: "2", returned: "2"),
    ] { try publish(event, desk) }
    try desk.waitUntil("the issue valued, the rest waiting", 30) {
      try desk.stack.sql(
        """
        SELECT (SELECT status FROM cost_sheet WHERE mo_no = '\(order)'),
        (SELECT last_seq FROM cost_sku WHERE sku_id = \(material)),
        (SELECT COUNT(*) FROM cost_waiting)
        """) == [["pending", "2", "3"]]
    }
    try publish(Self.move(material, 3, "10", cost: "15", "purchase", "R-5", made: false), desk)
    // 10 at 5; 2 lost at 15; 2 of the first 10 back at 5.
    try desk.waitUntil("the goods valued with the loss and the return", 30) {
      try desk.stack.sql("SELECT value FROM cost_sku WHERE sku_id = \(made)") == [["70.000000"]]
    }
    #expect(try desk.client.get("/cost/sheet/4").string("total") == "70.000000")
  }

  /// The valuation of a SKU changes at the moment when the first of it comes: it counts from the
  /// first entry on. What makes the SKU's row is kept waiting meanwhile, by a lock of the gap.
  private func expectValuationOfNow(_ desk: CostDesk) throws {
    let stack = desk.stack
    let sku = try desk.newSKU()
    let item = try #require(try desk.client.get("/item/sku/\(sku)").int("item_id"))
    Thread {
      _ = try? stack.sql(
        """
        SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ; BEGIN; \
        SELECT sku_id FROM cost_sku WHERE sku_id = \(sku) FOR UPDATE; \
        SELECT SLEEP(30) AS keeps_\(sku); COMMIT
        """)
    }.start()
    let keeper = """
      SELECT id FROM information_schema.processlist \
      WHERE info LIKE 'SELECT SLEEP(30) AS keeps_\(sku)'
      """
    try desk.waitUntil("the gap locked", 20) { try !stack.sql(keeper).isEmpty }
    try desk.receive(sku, "4", cost: "2")
    try desk.waitUntil("the row on its way", 20) {
      try stack.sql(
        """
        SELECT COUNT(*) FROM information_schema.processlist \
        WHERE info LIKE 'INSERT INTO cost_sku (sku_id, method%'
        """) != [["0"]]
    }
    let change: [String: Any] = [
      "sku_id": sku, "cost_method": "standard", "standard_cost": "5",
    ]
    let put = try desk.client.put("/item/\(item)", ["version": 1, "skus": [change]])
    #expect(put.status == 200, "\(put.http.text)")
    let connection = try #require(try stack.sql(keeper).first?.first)
    try stack.sql("KILL \(connection)")
    try desk.expect(sku, unitCost: "5.000000", onHand: "4.0000", value: "20.000000")
    #expect(
      try stack.sql(
        """
        SELECT kind, method, standard_cost FROM cost_ledger WHERE sku_id = \(sku) \
        ORDER BY entry LIMIT 1
        """) == [["revaluation", "standard", "5.000000"]])
  }

  /// A millionth too much in one entry: the calculation names it, and so does the audit.
  private func expectWrongFigureFound(_ desk: CostDesk) throws {
    try desk.stack.sql(
      "UPDATE cost_ledger SET amount = amount + 0.000001 WHERE sku_id = \(Self.part) AND entry = 1")
    let answer = try desk.client.post("/cost/calculate", ["sku_id": Self.part])
    #expect(answer.string("different.0.field") == "amount", "\(answer.http.text)")
    #expect(answer.string("different.0.stored") == "6.000001")
    #expect(answer.string("different.0.calculated") == "6.000000")
    let found = try desk.stack.operate("audit").output
    #expect(found.contains("SKU \(Self.part): on hand"), "\(found)")
    // Goods that came in for something else than their sheet says.
    try desk.stack.sql("UPDATE cost_sheet SET receipt_total = 2.5 WHERE mo_id = 2")
    let sheet = try desk.client.post("/cost/calculate", ["mo_id": 2])
    #expect(sheet.string("different.0.field") == "receipt_total", "\(sheet.http.text)")
    #expect(sheet.string("different.0.stored") == "2.500000")
    #expect(sheet.string("different.0.calculated") == "3.000000")
  }

  /// What happened, in its true order.
  private static func story() -> [(type: String, stream: String, payload: String)] {
    [
      move(material, 1, "6", cost: "1.5", "purchase", "R-1", made: false),
      move(material, 2, "-4", cost: nil, "production", "MO-20261123-000001", made: false),
      move(part, 1, "2", cost: nil, "production", "MO-20261123-000001", made: true),
      completed(1, "MO-20261123-000001", part, "2", of: material, "4"),
      move(part, 2, "-1", cost: nil, "production", "MO-20261123-000002", made: false),
      move(product, 1, "5", cost: nil, "production", "MO-20261123-000002", made: true),
      completed(2, "MO-20261123-000002", product, "5", of: part, "1"),
      move(product, 2, "-1", cost: nil, "sale", "S-1", made: false),
      move(product, 3, "-1", cost: nil, "sale", "S-2", made: false),
    ]
  }

  static func move(
    _ sku: Int, _ sequence: Int, _ quantity: String, cost: String?, _ type: String,
    _ number: String,
    made: Bool, origin order: String? = nil
  ) -> (String, String, String) {
    // Of production, unless it says of what.
    let parts = (order ?? (made ? number : nil))?.split(separator: ":").map(String.init) ?? []
    let from = parts.last.map { (parts.count > 1 ? parts[0] : "production", $0) }
    let origin = from.map { #"{"ref_type":"\#($0)","ref_no":"\#($1)"}"# } ?? "null"
    let price = cost.map { "\"\($0)\"" } ?? "null"
    let payload = """
      {"document":{"kind":"in","ref_type":"\(type)","ref_no":"\(number)","origin":\(origin)},\
      "lines":[{"sku_id":\(sku),"warehouse_id":1,"on_hand":"1","locked":"0","available":"1",\
      "version":\(sequence),"move":{"move_id":\(sku * 10 + sequence),"seq":\(sequence),\
      "qty":"\(quantity)","unit_cost":\(price),"batch_no":null}}]}
      """
    return ("StockChanged", "stock", payload)
  }

  static func completed(
    _ id: Int, _ number: String, _ sku: Int, _ good: String, of material: Int, _ issued: String,
    lost: String = "0", returned: String = "0", operations: String = ""
  ) -> (String, String, String) {
    let payload = """
      {"mo_id":\(id),"mo_no":"\(number)","sku_id":\(sku),"qty":"\(good)","warehouse_id":1,\
      "good_qty":"\(good)","defect_qty":"0","scrap":{"labor":"0","material":"0","other":"0"},\
      "materials":[{"sku_id":\(material),"required_qty":"\(issued)","issued_qty":"\(issued)",\
      "returned_qty":"\(returned)","lost_qty":"\(lost)","standard_qty":"\(issued)"}],\
      "operations":[\(operations)],"completed_at":"2026-11-23T01:00:00Z"}
      """
    return ("MoCompleted", "production", payload)
  }
}
