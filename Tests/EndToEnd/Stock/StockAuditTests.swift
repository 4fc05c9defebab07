import StackKit
import Testing

/// Aim: the operator's audit is silent about sound books, and speaks about each that is not.
@Suite struct StockAuditTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// With `#` for the SKU's id.
    let sql: String
    let finding: String
  }

  static let damages = [
    Damage(
      testDescription: "goods out of nowhere",
      sql: "UPDATE stock_balance SET on_hand = on_hand + 1 WHERE sku_id = #",
      finding: "SKU # in warehouse 1: moves make 5.0000, on hand is 6.0000"),
    Damage(
      testDescription: "a lock that nobody holds",
      sql: "UPDATE stock_balance SET locked = locked + 1 WHERE sku_id = #",
      finding: "SKU # in warehouse 1: locks hold 2.0000, locked is 3.0000"),
    Damage(
      testDescription: "a move that is gone",
      sql: "DELETE FROM stock_move WHERE sku_id = # AND seq = 1",
      finding: "SKU #: last number 2, but 1 moves, numbered 2 to 2"),
    Damage(
      testDescription: "a move that was changed",
      sql: "UPDATE stock_move SET on_hand = 9 WHERE sku_id = # AND seq = 1",
      finding: "SKU # in warehouse 1, move 2: 9.0000 and -1.0000 do not make 5.0000"),
  ]

  @Test(arguments: damages)
  func findsDamage(_ damage: Damage) throws {
    let stack = try StockStack.get()
    let clerk = StockActor(stack)
    let sku = try clerk.newSKU()
    try clerk.receive([(sku, "6")])
    _ = try clerk.issue([(sku, "1")])
    _ = try clerk.lock([(sku, "2")], seconds: 0)
    func findings() throws -> String {
      try stack.stack.operate("audit").output.split(separator: "\n")
        .filter { $0.contains("SKU \(sku)") }.joined(separator: "\n")
    }
    #expect(try findings() == "")
    try stack.stack.sql(damage.sql.replacing("#", with: "\(sku)"))
    #expect(try findings().contains(damage.finding.replacing("#", with: "\(sku)")))
  }
}
