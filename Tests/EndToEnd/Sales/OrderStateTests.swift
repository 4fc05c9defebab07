import Foundation
import StackKit
import Testing

/// Aim: what `Sources/Order/STATES.md` says is what happens, in every cell of its table.
@Suite struct OrderStateTests {
  /// One cell: in a state, an action, and what is promised.
  private struct Cell {
    let state: String
    let action: String
    let promise: String
    var name: String { "\(state), \(action)" }
  }

  private static let states = [
    "created", "paid", "part_shipped", "shipped", "part_refunded", "refunded", "cancelled",
    "expired",
  ]

  private let shop: SalesCounter
  private let goods: SalesCounter.Goods

  init() throws {
    shop = try SalesCounter()
    goods = try shop.goods(price: "5.00", stock: 1000)
  }

  private func cells() throws -> [Cell] {
    let file = shop.stack.installation.source + "/Sources/Order/STATES.md"
    let rows = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("|") && !$0.hasPrefix("|---") }
      .map { row in
        row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      }
    let actions = try #require(rows.first).dropFirst()
    return rows.dropFirst().flatMap { row in
      zip(actions, row.dropFirst()).map { Cell(state: row[0], action: $0, promise: $1) }
    }
  }

  @Test func everyCell() throws {
    let cells = try cells()
    #expect(
      cells.map(\.state).reduce(into: []) { if $0.last != $1 { $0.append($1) } } == Self.states)
    #expect(cells.count == 48)
    let expired = try expire(cells.count { $0.state == "expired" })
    var spare = expired
    var waiting: [(Cell, String)] = []
    for cell in cells {
      let number = cell.state == "expired" ? spare.removeLast() : try order(in: cell.state)
      #expect(try status(number) == cell.state, "\(cell.name)")
      if cell.action == "time passes" {
        waiting.append((cell, number))
      } else {
        try check(cell, number, try act(cell.action, number))
      }
    }
    try letTimePass(waiting.map(\.1))
    for (cell, number) in waiting {
      #expect("→ \(try status(number))" == cell.promise, "\(cell.name)")
    }
  }

  private func check(_ cell: Cell, _ number: String, _ answer: APIAnswer) throws {
    if cell.promise.hasPrefix("→ ") {
      #expect(answer.status == 200, "\(cell.name): \(answer.http.text)")
      #expect(answer.string("status") == String(cell.promise.dropFirst(2)), "\(cell.name)")
      #expect("→ \(try status(number))" == cell.promise, "\(cell.name)")
    } else {
      #expect(
        answer.status == 409 && answer.error == cell.promise, "\(cell.name): \(answer.http.text)")
      #expect(try status(number) == cell.state, "\(cell.name)")
    }
  }

  private func status(_ number: String) throws -> String {
    try shop.client.get("/order/\(number)").string("status") ?? ""
  }

  private func act(_ action: String, _ number: String) throws -> APIAnswer {
    let client = shop.client
    switch action {
    case "pay": return try shop.pay(number, [("cash", "10.00")])
    case "pay otherwise": return try shop.pay(number, [("card", "10.00")])
    case "ship": return try client.post("/order/ship", ["order_no": number])
    case "cancel": return try client.post("/order/cancel", ["order_no": number])
    case "refund":
      return try client.post(
        "/order/refund", ["order_no": number, "refund_no": SalesCounter.name("r")])
    default:
      Issue.record("the table has an action that this test does not know: \(action)")
      throw StackFault("unknown action \(action)")
    }
  }

  /// An order of two pieces in a state that actions alone lead to.
  private func order(in state: String) throws -> String {
    let number = try shop.order(goods, 2)
    if state == "created" { return number }
    if state == "cancelled" {
      _ = try act("cancel", number)
      return number
    }
    _ = try act("pay", number)
    let one: [[String: Any]] = [["sku_id": goods.sku, "qty": 1]]
    switch state {
    case "part_shipped":
      _ = try shop.client.post("/order/ship", ["order_no": number, "lines": one])
    case "shipped": _ = try act("ship", number)
    case "part_refunded":
      _ = try shop.client.post(
        "/order/refund",
        ["order_no": number, "refund_no": SalesCounter.name("r"), "lines": one] as [String: Any])
    case "refunded": _ = try act("refund", number)
    default: break
    }
    return number
  }

  private func expire(_ count: Int) throws -> [String] {
    let numbers = try (0..<count).map { _ in try shop.order(goods, 2) }
    try letTimePass(numbers)
    for number in numbers { try shop.wait(number, "status", "expired") }
    return numbers
  }

  /// The orders' time is over, and the sweeper has been there.
  private func letTimePass(_ numbers: [String]) throws {
    let list = numbers.map { "'\($0)'" }.joined(separator: ",")
    try shop.stack.sql(
      "UPDATE sales_order SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE order_no IN (\(list))")
    let witness = try shop.order(goods, 1)
    try shop.stack.sql(
      "UPDATE sales_order SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE order_no = '\(witness)'"
    )
    try shop.wait(witness, "status", "expired")
    usleep(300_000)
  }
}
