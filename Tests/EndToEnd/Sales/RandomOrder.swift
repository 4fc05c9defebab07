import Foundation
import Kernel
import StackKit
import TestKit
import Testing

/// A paid order as the API answers it, and what the oracle knows of it.
struct RandomOrder {
  struct Line {
    let number: Int
    let sku: Int
    /// In ten-thousandths, what has not come back yet.
    var open: Int
    let isGift: Bool
  }

  let number: String
  let payable: Int
  /// That came off the price, and that paid.
  let points: Int
  var lines: [Line]
  var oracle: RefundOracle
  let features: Set<String>
  static let allFeatures = [
    "promotion", "gift", "coupon", "points", "paid with points", "weighed", "line of a cent",
  ]

  /// - Parameter tea: the SKU of which two give a gift
  init(_ order: APIAnswer, number: String, tenderPoints: Int, tea: Int) throws {
    self.number = number
    payable = try cents(order.string("payable"))
    let used = try #require(order.int("points_used"))
    points = used + tenderPoints
    let goods = order.object["lines"] as? [[String: Any]] ?? []
    let gifts = order.object["gifts"] as? [[String: Any]] ?? []
    lines = try goods.map { try Self.line($0, isGift: false) }
    lines += try gifts.map { try Self.line($0, isGift: true) }
    oracle = RefundOracle(
      lines: try goods.map {
        RefundOracle.Line(
          sku: $0["sku_id"] as? Int ?? 0, quantity: try Self.parts($0["qty"]),
          payable: try cents($0["payable"] as? String),
          points: try cents($0["points_discount"] as? String))
      },
      gifts: try gifts.map {
        RefundOracle.Gift(
          quantity: try Self.parts($0["qty"]), value: try cents($0["value"] as? String),
          goods: tea, buy: 20_000, give: 10_000, repeats: true)
      }, tenderPoints: tenderPoints)
    features = try Self.features(order, goods, gifts, used: used, tender: tenderPoints)
    try expectShares(of: order, goods, used: used)
  }

  private static func line(_ line: [String: Any], isGift: Bool) throws -> Line {
    Line(
      number: line["line_no"] as? Int ?? 0, sku: line["sku_id"] as? Int ?? 0,
      open: try parts(line["qty"]), isGift: isGift)
  }

  private static func parts(_ quantity: Any?) throws -> Int {
    try Int(clamping: Quantity(parsing: try #require(quantity as? String)).scaled)
  }

  private static func features(
    _ order: APIAnswer, _ goods: [[String: Any]], _ gifts: [[String: Any]], used: Int, tender: Int
  ) throws -> Set<String> {
    var found: Set<String> = []
    if try cents(order.string("promo_discount")) > 0 { found.insert("promotion") }
    if !gifts.isEmpty { found.insert("gift") }
    if try cents(order.string("coupon_discount")) > 0 { found.insert("coupon") }
    if used > 0 { found.insert("points") }
    if tender > 0 { found.insert("paid with points") }
    if try goods.contains(where: { try parts($0["qty"]) % 10_000 != 0 }) { found.insert("weighed") }
    if try goods.contains(where: { try cents($0["payable"] as? String) == 1 }) {
      found.insert("line of a cent")
    }
    return found
  }

  /// The coupon is shared by what the lines cost after promotions, the points by what is left then.
  private func expectShares(
    of order: APIAnswer, _ goods: [[String: Any]], used: Int
  ) throws {
    func column(_ name: String) throws -> [Int] { try goods.map { try cents($0[name] as? String) } }
    let (promo, coupons) = (try column("promo_discount"), try column("coupon_discount"))
    var left = try zip(column("original"), promo).map { $0 - $1 }
    #expect(
      coupons == RefundOracle.shares(try cents(order.string("coupon_discount")), left), "\(number)")
    left = zip(left, coupons).map { $0 - $1 }
    #expect(try column("points_discount") == RefundOracle.shares(used, left), "\(number)")
  }

  /// The lines of a refund of some part of what is left; all of it where `takesAll`.
  mutating func take(
    all takesAll: Bool, using random: inout SeededGenerator
  ) throws -> (lines: [[String: Any]], told: RefundOracle.Payout)? {
    var wishes: [[String: Any]] = []
    var taken: [Int] = []
    for place in lines.indices {
      let open = lines[place].open
      var part = open
      if !takesAll, open > 0 {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: part = open
        case 1: part = Int.random(in: 1...open, using: &random)
        default: part = 0
        }
      }
      taken.append(part)
      lines[place].open -= part
      if part == 0 { continue }
      let quantity = try Quantity(checking: Int64(part)).description
      wishes.append(["line_no": lines[place].number, "qty": quantity])
    }
    if wishes.isEmpty { return nil }
    let goods = lines.count { !$0.isGift }
    return (wishes, oracle.refund(Array(taken[..<goods]), Array(taken[goods...])))
  }
}
