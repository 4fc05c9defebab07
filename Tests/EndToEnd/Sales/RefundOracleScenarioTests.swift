import Foundation
import StackKit
import TestKit
import Testing

/// Aim: random orders with promotions, gifts, coupons, points, weighed goods and lines of a cent,
/// refunded in random parts until nothing is left, give to the cent and the point what a second
/// reckoning gives.
@Suite struct RefundOracleScenarioTests {
  static let orders = 30

  @Test func anyRefundsOfAnyOrders() throws {
    let seed = TestSeed()
    let desk = try RandomOrders(seed: seed.value)
    var counts: [String: Int] = [:]
    var numbers: [String] = []
    var members: [Int] = []
    func isMissingSome() -> Bool { RandomOrder.allFeatures.contains { counts[$0] == nil } }
    // A rare feature may be in none of the first: more orders, until it is in one.
    for round in 0..<Self.orders * 10 where round < Self.orders || isMissingSome() {
      let member = try desk.member()
      members.append(member)
      var order = try desk.buy(member)
      numbers.append(order.number)
      if Bool.random(using: &desk.random) {
        #expect(try desk.shop.client.post("/order/ship", ["order_no": order.number]).status == 200)
      }
      try refundToTheEnd(&order, desk, "\(seed.hint), order \(round)")
      for feature in order.features { counts[feature, default: 0] += 1 }
    }
    // Points that came off, that paid and that were earned are all back where they were.
    for member in members {
      try desk.shop.waitForBalance(RandomOrders.pointsOfEach, of: member, seed.hint)
    }
    for feature in RandomOrder.allFeatures {
      #expect(counts[feature, default: 0] > 0, "\(feature) in none of \(counts), \(seed.hint)")
    }
    let audit = try SharedBooks.alone { try desk.shop.stack.operate("audit", "--json") }
    #expect(audit.status == 0, "\(seed.hint) \(audit.output.prefix(2_000))")
  }

  private func refundToTheEnd(
    _ order: inout RandomOrder, _ desk: RandomOrders, _ place: String
  ) throws {
    var (money, points, steps) = (0, 0, 0)
    while order.lines.contains(where: { $0.open > 0 }) {
      steps += 1
      let takesAll = steps > 4
      guard let wanted = try order.take(all: takesAll, using: &desk.random) else { continue }
      var body: [String: Any] = ["order_no": order.number, "refund_no": SalesCounter.name("r")]
      if !takesAll { body["lines"] = wanted.lines }
      let answer = try desk.shop.client.post("/order/refund", body)
      try #require(answer.status == 200, "\(place): \(answer.http.text)")
      let told = try RefundOracle.Payout(
        money: cents(answer.string("money")),
        paidWithPoints: cents(answer.string("amount")) - cents(answer.string("money")),
        points: #require(answer.int("points_returned")),
        charge: signedCents(answer.string("gift_charge")),
        chargedPoints: #require(answer.int("gift_points")))
      #expect(told == wanted.told, "\(place), step \(steps): \(answer.http.text)")
      money += told.money + told.paidWithPoints
      points += told.points
    }
    #expect(money == order.payable && points == order.points, "\(place)")
    let rest = try desk.shop.client.get("/order/\(order.number)")
    #expect(rest.string("status") == "refunded", "\(place): \(rest.http.text)")
    let again = try desk.shop.client.post(
      "/order/refund", ["order_no": order.number, "refund_no": SalesCounter.name("r")])
    #expect(again.error == "order.refunded", "\(place): \(again.http.text)")
  }

  private func signedCents(_ text: String?) throws -> Int {
    let text = try #require(text)
    return text.hasPrefix("-") ? -(try cents(String(text.dropFirst()))) : try cents(text)
  }
}

extension SalesCounter {
  /// Waits until a member's points less the debt are so many.
  fileprivate func waitForBalance(_ points: Int, of member: Int, _ hint: String) throws {
    let end = Date().addingTimeInterval(30)
    var last = ""
    while Date() < end {
      let answer = try client.get("/member/\(member)")
      if answer.int("balance") == points { return }
      last = answer.http.text
      usleep(20_000)
    }
    Issue.record("\(hint): the balance is not \(points): \(last)")
  }
}
