import Foundation
import StackKit
import Testing

/// Aim: no document that moves goods, or changes what they are worth, is dated in a closed period,
/// whoever sends it; what was posted before keeps its answer; reopened, all goes on. On a stack of
/// its own.
@Suite(.serialized) struct PeriodTests {
  private static let thisMonth: String = {
    let format = DateFormatter()
    format.dateFormat = "yyyy-MM"
    format.timeZone = TimeZone(identifier: "Asia/Shanghai")
    format.locale = Locale(identifier: "en_US_POSIX")
    return format.string(from: Date())
  }()

  @Test func closedAndOpenedAgain() throws {
    let desk = try CostDesk(own: "periods")
    defer { try? desk.stack.shutdown() }
    let client = desk.client
    let sku = try desk.newSKU(price: "5")
    let before: [String: Any] = [
      "ref_type": "purchase", "ref_no": "before",
      "lines": [["sku_id": sku, "qty": "10", "unit_cost": "2"]],
    ]
    let posted = try client.post("/stock/in", before)
    #expect(posted.status == 201, "\(posted.http.text)")
    let sale: [String: Any] = [
      "channel": "POS", "store_id": 1, "lines": [["sku_id": sku, "qty": 1]],
    ]
    let open = try client.post("/order/create", sale)
    let number = try #require(open.string("order_no"), "\(open.http.text)")
    let paid = try client.post("/order/create", sale)
    let paidNumber = try #require(paid.string("order_no"))
    let cash: [String: Any] = ["method": "cash", "amount": "5"]
    #expect(
      try client.post("/order/pay", ["order_no": paidNumber, "payments": [cash]]).status == 200)

    let report = try reported(desk)

    let month = Self.thisMonth
    try close(month, client)

    let documents: [(String, [String: Any])] = [
      ("/order/create", sale),
      ("/order/pay", ["order_no": number, "payments": [cash]]),
      ("/order/refund", ["order_no": paidNumber, "refund_no": "r"]),
      ("/job/reverse", ["report_no": report]),
    ]
    let calls = Self.goodsCalls(sku) + documents
    for (path, body) in calls {
      let answer = try client.post(path, body)
      #expect(answer.status == 409 && answer.error == "period.closed", "\(answer.http.text)")
    }
    #expect(try client.post("/stock/in", before).dataText == posted.dataText)
    // What was paid in time leaves, though its event comes late.
    try desk.expect(sku, unitCost: "2.000000", onHand: "9.0000", value: "18.000000")
    try sync(desk, sku)
    #expect(try retry(desk).string("status") == "failed")

    let reopened = try client.post("/cost/period/reopen", ["period": month])
    #expect(reopened.string("status") == "open", "\(reopened.http.text)")
    usleep(1_200_000)
    #expect(try retry(desk).string("status") == "applied")
    for (path, body) in calls where path != "/stock/count" {
      let answer = try client.post(path, body)
      #expect(answer.status < 300, "\(path): \(answer.http.text)")
    }
  }

  /// What moves goods, or changes what they are worth.
  private static func goodsCalls(_ sku: Int) -> [(String, [String: Any])] {
    let line: [String: Any] = ["sku_id": sku, "qty": "1"]
    return [
      ("/stock/in", ["ref_type": "manual", "ref_no": "a", "lines": [line]]),
      ("/stock/out", ["ref_type": "manual", "ref_no": "b", "lines": [line]]),
      (
        "/stock/count",
        [
          "ref_no": "c", "warehouse_id": 1,
          "lines": [["sku_id": sku, "counted_qty": "5"] as [String: Any]],
        ]
      ),
      (
        "/cost/adjust",
        [
          "adjust_no": "d", "sku_id": sku, "ref_type": "purchase", "ref_no": "before",
          "unit_cost": "3", "reason": "迟到的发票",
        ]
      ),
    ]
  }

  /// The number of a report that could be taken back: its order is not done.
  private func reported(_ desk: CostDesk) throws -> String {
    let workshop = Workshop(desk.stack, token: desk.client.token)
    let (product, part) = (try workshop.newSKUs(1)[0], try workshop.newSKUs(1)[0])
    try workshop.template(product, [(part, "1", "0")])
    try workshop.receive([part: "5"])
    let order = try workshop.started(product, "2")
    let number = desk.name("jr")
    let answer = try desk.client.post(
      "/job/report", ["report_no": number, "mo_id": order, "good_qty": "1"])
    try #require(answer.status == 201, "\(answer.http.text)")
    return number
  }

  private func close(_ month: String, _ client: APIClient) throws {
    let closed = try client.post("/cost/period/close", ["period": month])
    #expect(closed.status == 200 && closed.string("status") == "closed", "\(closed.http.text)")
    #expect(closed.string("period") == month)
    #expect(try client.post("/cost/period/close", ["period": month]).status == 200)
    #expect(
      try client.post("/cost/period/close", ["period": "2999-01"]).error == "period.not_begun")
    #expect(
      try client.post("/cost/period/reopen", ["period": "1999-01"]).error == "period.not_closed")
    for name in ["2026-13", "2026-1", "26-11", "20261101", "2026-11-01"] {
      #expect(try client.post("/cost/period/close", ["period": name]).status == 400, "\(name)")
    }
    let list = try client.get("/cost/period/list").data as? [[String: Any]]
    #expect(list?.first?["period"] as? String == month)
    usleep(1_200_000)
  }

  /// What was sold on another day would still leave in the closed month.
  private func retry(_ desk: CostDesk) throws -> APIAnswer {
    try desk.client.post("/pos/retry", ["device_id": "till-period", "seq": 2])
  }

  /// A till's sales are parked while the running month is closed, whenever they were.
  private func sync(_ desk: CostDesk, _ sku: Int) throws {
    let registered = try desk.client.post(
      "/pos/register", ["device_id": "till-period", "store_id": 1])
    #expect(registered.status < 300, "\(registered.http.text)")
    let now = Date()
    let orders = [now, now.addingTimeInterval(-40 * 86_400)].enumerated().map { index, date in
      [
        "client_id": "c\(index)", "seq": index + 1,
        "sold_at": ISO8601DateFormatter().string(from: date),
        "lines": [["sku_id": sku, "qty": "1", "price": "5"]],
        "payments": [["method": "cash", "amount": "5"]], "payable": "5",
      ] as [String: Any]
    }
    let answer = try desk.client.post(
      "/pos/sync", ["device_id": "till-period", "orders": orders])
    #expect(answer.string("results.0.status") == "failed", "\(answer.http.text)")
    #expect(answer.string("results.1.status") == "failed", "\(answer.http.text)")
    #expect(answer.http.text.contains("period.closed"), "\(answer.http.text)")
  }
}
