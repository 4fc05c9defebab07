import Foundation
import StackKit
import Testing

/// Aim: a real house's purchases, replayed by eight clients at once, end in the stock that its file
/// tells of, to the last piece and the last place of their cost.
@Suite(.enabled(if: AdventureWorks.isThere, "no data in \(AdventureWorks.folder.path)"))
struct AdventureWorksPurchaseTests {
  private static let clients = 8

  @Test func everyOrderIsReceivedAsTheFileSays() throws {
    let file = try AdventureWorksPurchases()
    let desk = try PurchaseDesk(own: "purchases")
    defer { try? desk.stack.shutdown() }
    let skus = try goods(file, desk)
    let suppliers = try suppliers(file, desk)
    let buyer = try desk.colleague(["po.create", "po.receive"]).token
    let chief = try desk.colleague(["po.approve"]).token
    let tag = PurchaseDesk.name("aw")
    let stack = desk.stack
    let start = Date()
    let ids = try Crowd.run(Self.clients) { worker in
      let (buying, approving) = (APIClient(stack), APIClient(stack))
      (buying.token, approving.token) = (buyer, chief)
      return try stride(from: worker, to: file.orders.count, by: Self.clients).map { index in
        let order = file.orders[index]
        return try Self.replay(
          order, receipt: "\(tag)-\(order.id)", supplier: suppliers[order.vendor] ?? 0, skus,
          buying, approving)
      }
    }.flatMap { $0 }
    let seconds = Date().timeIntervalSince(start)
    #expect(Set(ids).count == file.orders.count)
    try compare(file, skus, tag, desk)
    let steps = try AdventureWorksCosts.compare(file, skus, tag, desk)
    for vendor in file.vendors where !vendor.isActive {
      let changed = try desk.client.put(
        "/po/supplier/\(suppliers[vendor.id] ?? 0)", ["status": "inactive", "version": 1])
      #expect(changed.status == 200, "\(changed.http.text)")
    }
    let rate = Int(Double(file.orders.count) / seconds)
    print(
      """
      AdventureWorks: \(file.vendors.count) vendors, \(file.orders.count) orders, \(file.rows) \
      rows, \(file.faults.count) of them bad; \(file.stocked.count) SKUs as the file says; \
      \(steps) averages; \(rate) orders/s written, approved and received by \(Self.clients) clients
      """)
    for fault in file.faults { print("bad row: \(fault)") }
  }

  private static func replay(
    _ order: AdventureWorksPurchases.Order, receipt: String, supplier: Int, _ skus: [Int: Int],
    _ buying: APIClient, _ approving: APIClient
  ) throws -> Int {
    let made = try buying.post(
      "/po/create",
      [
        "supplier_id": supplier, "remark": "AdventureWorks \(order.id)",
        "lines": order.lines.map {
          ["sku_id": skus[$0.product] ?? 0, "qty": "\($0.ordered)", "price": $0.price]
            as [String: Any]
        },
      ])
    let id = try #require(made.int("po_id"), "\(order.id): \(made.http.text)")
    let approved = try approving.post("/po/approve", ["po_id": id, "approved": true])
    try #require(approved.status == 200, "\(order.id): \(approved.http.text)")
    let lines = order.lines.enumerated().filter { $1.received > 0 }.map { index, line in
      (line: index + 1, qty: "\(line.received)", rejected: "\(line.rejected)")
    }
    let body = PurchaseDesk.receipt(id, receipt, lines)
    let received = try buying.post("/po/receive", body)
    let isFull = order.lines.allSatisfy { $0.received - $0.rejected >= $0.ordered }
    #expect(
      received.string("status") == (isFull ? "received" : "part_received"),
      "\(order.id): \(received.http.text)")
    if order.id % 50 == 0 {
      let again = try buying.post("/po/receive", body)
      #expect(again.int("moves.0.move_id") == received.int("moves.0.move_id"))
    }
    return id
  }

  private func compare(
    _ file: AdventureWorksPurchases, _ skus: [Int: Int], _ tag: String, _ desk: PurchaseDesk
  ) throws {
    for (product, expected) in file.stocked {
      let sku = try #require(skus[product])
      let rows = try desk.stack.sql(
        """
        SELECT SUM(m.quantity), SUM(m.quantity * m.unit_cost), COUNT(*), MAX(m.seq),
        (SELECT SUM(on_hand) FROM stock_balance WHERE sku_id = \(sku))
        FROM stock_move m WHERE m.sku_id = \(sku)
        """)
      let row = try #require(rows.first)
      if expected.quantity == 0 { continue }
      let numbers = row.map { Decimal(string: $0) }
      #expect(numbers[0] == expected.quantity, "product \(product)")
      #expect(numbers[1] == expected.value, "product \(product)")
      #expect(numbers[2] == numbers[3], "product \(product)")
      #expect(numbers[4] == expected.quantity, "product \(product)")
    }
    let sums = try desk.stack.sql(
      """
      SELECT SUM(l.received_qty), SUM(l.rejected_qty), COUNT(DISTINCT r.receipt_id)
      FROM purchase_receipt r JOIN purchase_order_line l ON l.po_id = r.po_id
      WHERE r.receipt_no LIKE '\(tag)-%'
      """)
    let lines = file.orders.flatMap(\.lines)
    #expect(
      sums.first?.map { Decimal(string: $0) } == [
        lines.reduce(0) { $0 + $1.received }, lines.reduce(0) { $0 + $1.rejected },
        Decimal(file.orders.count),
      ])
    #expect(try desk.findings(tag).isEmpty)
  }

  /// A SKU for each product that is bought.
  private func goods(
    _ file: AdventureWorksPurchases, _ desk: PurchaseDesk
  ) throws -> [Int: Int] {
    var skus: [Int: Int] = [:]
    for product in file.stocked.keys.sorted() {
      let answer = try desk.client.post(
        "/item/create",
        [
          "name": file.products[product] ?? "?", "kind": "raw",
          "skus": [["price": 1]],
        ] as [String: Any])
      let sku: Int = try #require(answer.int("skus.0.sku_id"), "\(answer.http.text)")
      skus[product] = sku
    }
    return skus
  }

  private func suppliers(
    _ file: AdventureWorksPurchases, _ desk: PurchaseDesk
  ) throws -> [Int: Int] {
    var ids: [Int: Int] = [:]
    let tag = String(PurchaseDesk.name("").suffix(6))
    for vendor in file.vendors {
      let answer = try desk.client.post(
        "/po/supplier/create", ["code": "\(vendor.code)-\(tag)", "name": vendor.name])
      let supplier: Int = try #require(answer.int("supplier_id"), "\(answer.http.text)")
      ids[vendor.id] = supplier
    }
    return ids
  }
}
