import Foundation
import MariaDBClient
import StackKit
import StockService
import Testing

/// Aim: whoever locks stock rows in several warehouses does so in the order of the key.
@Suite struct StockLockOrderTests {
  let stack: Stack
  let clerk: StockActor

  init() throws {
    let stock = try StockStack.get()
    stack = stock.stack
    clerk = StockActor(stock)
  }

  /// The first row by the key lies in the last warehouse, and somebody has it: who waits for it
  /// has nothing else yet.
  @Test func ordersOfSeveralWarehouses() throws {
    let skus = try clerk.newSKUs(2).sorted()
    let far = try clerk.newWarehouse()
    try clerk.receive([(skus[0], "1")], at: far)
    try clerk.receive([(skus[1], "1")])
    let orders = [try order(skus[1], at: 1), try order(skus[0], at: far)]
    let keeper = try RowKeeper(stack, Self.row(skus[0], far))
    let results = try Crowd.run(2) { [stack] number -> Int in
      if number == 0 { return try Self.issue(orders, on: stack) }
      defer { try? keeper.letGo() }
      try Self.waitForTheWaiting(stack)
      return try stack.sql("\(Self.row(skus[1], 1)) NOWAIT").count
    }
    #expect(results == [2, 1])
    #expect(try clerk.level(skus[0]) == StockFigures(1, locked: 1), "it was rolled back")
  }

  private func order(_ sku: Int, at warehouse: Int) throws -> String {
    let answer = try clerk.client.post(
      "/order/create",
      [
        "channel": "web", "store_id": 1, "warehouse_id": warehouse,
        "lines": [["sku_id": sku, "qty": 1]],
      ])
    return try #require(answer.string("order_no"), "\(answer.http.text)")
  }

  private static func row(_ sku: Int, _ warehouse: Int) -> String {
    "SELECT on_hand FROM stock_balance WHERE sku_id = \(sku) AND warehouse_id = \(warehouse) "
      + "FOR UPDATE"
  }

  /// Takes the orders' goods out, as for paid ones, and puts them back; how many orders had some.
  private static func issue(_ orders: [String], on stack: Stack) throws -> Int {
    let layout = stack.layout
    let password = try String(contentsOfFile: layout.secret("database-order"), encoding: .utf8)
    let database = DatabaseConnection(
      settings: DatabaseOptions(
        endpoint: .socket(layout.socket("mariadb")), user: "erp_order", password: password,
        database: "erp"))
    try database.begin()
    defer { database.rollback() }
    let issues = orders.map {
      LockIssue(
        lock: $0,
        document: StockReference(.sale, $0, userID: 0, requestID: "test", organisationID: 1)
      )
    }
    return try StockAPI.issue(issues, owner: .order, on: database).count
  }

  private static func waitForTheWaiting(_ stack: Stack) throws {
    let waiting = """
      SELECT id FROM information_schema.processlist WHERE user = 'erp_order' \
      AND info LIKE 'SELECT %stock_balance FORCE INDEX%FOR UPDATE'
      """
    let end = Date().addingTimeInterval(10)
    while try stack.sql(waiting).isEmpty {
      guard Date() < end else { throw StackFault("nobody waits for the row") }
      usleep(10_000)
    }
  }
}
