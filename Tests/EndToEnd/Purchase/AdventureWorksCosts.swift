import Foundation
import StackKit
import Testing

/// What AdventureWorks' goods are worth after each of its receipts, reckoned from the file.
enum AdventureWorksCosts {
  /// Compares every step of every product's average, in the order in which its receipts came.
  ///
  /// - Returns: the number of steps compared
  static func compare(
    _ file: AdventureWorksPurchases, _ skus: [Int: Int], _ tag: String, _ desk: PurchaseDesk
  ) throws -> Int {
    let orders = Dictionary(uniqueKeysWithValues: file.orders.map { ("\(tag)-\($0.id)", $0) })
    try waitUntilValued(desk)
    var steps = 0
    for product in file.stocked.keys.sorted() {
      let sku = try #require(skus[product])
      let moves = try desk.stack.sql(
        "SELECT ref_no FROM stock_move WHERE sku_id = \(sku) ORDER BY seq")
      let entries = try desk.stack.sql(
        """
        SELECT ref_no, on_hand, value, average FROM cost_ledger WHERE sku_id = \(sku)
        AND seq IS NOT NULL ORDER BY seq
        """)
      #expect(entries.map { $0[0] } == moves.map { $0[0] }, "product \(product)")
      var (quantity, value) = (Decimal(0), Decimal(0))
      var taken: [String: Int] = [:]
      for entry in entries {
        let lines = orders[entry[0]]?.lines.filter { $0.product == product && $0.stocked > 0 }
        let place = taken[entry[0], default: 0]
        taken[entry[0]] = place + 1
        let line = try #require(lines.flatMap { $0.count > place ? $0[place] : nil })
        quantity += line.stocked
        value += line.stocked * (Decimal(string: line.price) ?? 0)
        #expect(Decimal(string: entry[1]) == quantity, "product \(product)")
        #expect(Decimal(string: entry[2]) == value, "product \(product)")
        #expect(Decimal(string: entry[3]) == rounded(value / quantity), "product \(product)")
        steps += 1
      }
    }
    let answer = try desk.client.post("/cost/calculate", [:])
    #expect((answer.object["different"] as? [Any])?.isEmpty == true, "\(answer.http.text)")
    return steps
  }

  private static func waitUntilValued(_ desk: PurchaseDesk) throws {
    let end = Date().addingTimeInterval(60)
    while Date() < end {
      let late = try desk.stack.sql(
        """
        SELECT COUNT(*) FROM stock_sku s LEFT JOIN cost_sku c ON c.sku_id = s.sku_id
        WHERE c.last_seq IS NULL OR c.last_seq <> s.last_seq
        """)
      if late == [["0"]] { return }
      usleep(50_000)
    }
    Issue.record("the receipts are not valued within 60 s")
  }

  /// To 6 places, a half up.
  private static func rounded(_ value: Decimal) -> Decimal {
    var (from, to) = (value, Decimal())
    NSDecimalRound(&to, &from, 6, .plain)
    return to
  }
}
