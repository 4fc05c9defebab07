import StackKit

/// The clients' own bookkeeping: what they were told has happened.
package struct LoadLedger: Sendable {
  package struct Order: Sendable {
    package let number: String
    /// Quantity by SKU.
    package let lines: [Int: Int]
    package var status: String
  }

  /// Marks the orders of one load.
  package let channel: String
  package let skus: [Int]
  package let opening: Int
  package var orders: [Order] = []
  /// Locks that were taken and not released: quantity by SKU.
  package var openLocks: [[Int: Int]] = []
  package var log = CallLog()
  /// Final answers that no healthy system gives.
  package var faults: [String] = []

  mutating func add(_ other: LoadLedger) {
    orders += other.orders
    openLocks += other.openLocks
    log.add(other.log)
    faults += other.faults
  }

  package func count(_ status: String) -> Int { orders.filter { $0.status == status }.count }

  /// Compares with the tables. To be asked when everything is quiet.
  package func compare(with stack: Stack) throws -> Comparison {
    var found = Comparison()
    let rows = try stack.sql(
      """
      SELECT o.order_no, o.status, o.stock_status, o.payable,
      (SELECT COUNT(*) FROM sales_payment p WHERE p.order_id = o.order_id),
      (SELECT COUNT(*) FROM stock_move m WHERE m.ref_type = 'sale' AND m.ref_no = o.order_no)
      FROM sales_order o WHERE o.channel = '\(channel)'
      """)
    let stored = Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0) })
    for order in orders {
      guard let row = stored[order.number] else {
        found.missing.append("\(order.number) is not there")
        continue
      }
      let isPaid = order.status == "paid"
      let stock = isPaid ? "issued" : order.status == "created" ? "locked" : "released"
      if row[1] != order.status || row[2] != stock {
        found.missing.append("\(order.number) is \(row[1]) \(row[2]), not \(order.status) \(stock)")
      }
      if row[4] != (isPaid ? "1" : "0") || row[5] != (isPaid ? "\(order.lines.count)" : "0") {
        found.doubled.append("\(order.number) \(row[1]): \(row[4]) payments, \(row[5]) moves")
      }
    }
    let known = Set(orders.map(\.number))
    if known.count != orders.count { found.doubled.append("two keys were given one order") }
    found.doubled += stored.keys.filter { !known.contains($0) }.map { "\($0) is nobody's" }
    try compareStock(with: stack, &found)
    return found
  }

  private func compareStock(with stack: Stack, _ found: inout Comparison) throws {
    for sku in skus {
      func sum(_ status: String) -> Int {
        orders.filter { $0.status == status }.reduce(0) { $0 + ($1.lines[sku] ?? 0) }
      }
      let locked = sum("created") + openLocks.reduce(0) { $0 + ($1[sku] ?? 0) }
      let expected = ["\(opening - sum("paid")).0000", "\(locked).0000"]
      let row = try stack.sql(
        "SELECT on_hand, locked FROM stock_balance WHERE sku_id = \(sku) AND warehouse_id = 1")
      if row != [expected] { found.stock.append("SKU \(sku): \(row), expected \(expected)") }
    }
  }
}

/// How the tables differ from what the clients were told; empty is good.
package struct Comparison: Sendable {
  package var missing: [String] = []
  package var doubled: [String] = []
  package var stock: [String] = []

  package var isExact: Bool { missing.isEmpty && doubled.isEmpty && stock.isEmpty }
}
