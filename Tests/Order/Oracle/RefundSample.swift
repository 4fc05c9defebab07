import Kernel
import OrderDomain
import TestKit

/// A random order: promotions, gifts, a coupon, points, weighed goods, lines of a cent. As the
/// product prices it and as the oracle does.
struct RefundSample {
  var lines: [OrderLine]
  var gifts: [OrderGift]
  let payable: Money
  let tenderPoints: Money
  let usedPoints: Int
  var oracle: RefundOracle
  /// What the oracle says that coupon and points took off each line.
  let coupons: [Int]
  let points: [Int]

  init(using random: inout SeededGenerator) throws {
    let count = Int.random(in: 1...6, using: &random)
    var drafts: [(quantity: Int, original: Int, promo: Int)] = []
    for _ in 0..<count {
      let quantity =
        Bool.random(using: &random)
        ? 10_000 * Int.random(in: 1...9, using: &random)
        : Int.random(in: 1...90_000, using: &random)
      let original = [1, 2, 3, 99, 1_000, 3_333, 123_456].randomElement(using: &random) ?? 1
      let promo =
        [0, 0, original / 3, original].randomElement(using: &random) ?? 0
      drafts.append((quantity, original, promo))
    }
    var left = drafts.map { $0.original - $0.promo }
    let coupon = Int.random(in: 0...left.reduce(0, +), using: &random) / 3
    coupons = RefundOracle.shares(coupon, left)
    left = zip(left, coupons).map { $0 - $1 }
    usedPoints =
      Bool.random(using: &random) ? 0 : Int.random(in: 0...left.reduce(0, +), using: &random)
    let pointShares = RefundOracle.shares(usedPoints, left)
    points = pointShares
    left = zip(left, pointShares).map { $0 - $1 }
    let paid = left.reduce(0, +)
    tenderPoints = try Self.money(
      Bool.random(using: &random) ? 0 : Int.random(in: 0...paid, using: &random))
    payable = try Self.money(paid)

    var pricing = try OrderPricing(
      drafts.enumerated().map { index, draft in
        OrderLine(
          lineNumber: index + 1, skuID: Int64(index % 4 + 1), name: "goods",
          quantity: try Self.quantity(draft.quantity), price: .zero,
          original: try Self.money(draft.original), discount: try Self.money(draft.promo),
          payable: try Self.money(draft.original - draft.promo))
      })
    try pricing.take(try Self.money(coupon), as: .coupon)
    try pricing.take(try Self.money(usedPoints), as: .points)
    lines = pricing.lines

    let (gifts, given) = try Self.gifts(
      for: drafts.map(\.quantity), lines: count, using: &random)
    self.gifts = gifts
    let paidLines = left
    oracle = RefundOracle(
      lines: drafts.indices.map {
        .init(
          sku: $0 % 4 + 1, quantity: drafts[$0].quantity, payable: paidLines[$0],
          points: pointShares[$0])
      }, gifts: given, tenderPoints: Int(tenderPoints.scaled))
  }

  /// Up to two gifts for goods of these quantities, as the product has them and as the oracle does.
  private static func gifts(
    for quantities: [Int], lines count: Int, using random: inout SeededGenerator
  ) throws -> ([OrderGift], [RefundOracle.Gift]) {
    var gifts: [OrderGift] = []
    var given: [RefundOracle.Gift] = []
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      let goods = Int.random(in: 1...min(count, 4), using: &random)
      let bought = quantities.indices.reduce(0) {
        $0 + ($1 % 4 + 1 == goods ? quantities[$1] : 0)
      }
      let buy = Int.random(in: 1...bought, using: &random)
      let give = [10_000, 5_000, 20_000].randomElement(using: &random) ?? 1
      let repeats = bought / buy <= 1_000 && Bool.random(using: &random)
      let quantity = give * (repeats ? bought / buy : 1)
      let value = [0, 1, 600, 99_999].randomElement(using: &random) ?? 0
      given.append(
        .init(
          quantity: quantity, value: value, goods: goods, buy: buy, give: give, repeats: repeats))
      gifts.append(
        OrderGift(
          lineNumber: count + gifts.count + 1, skuID: 100 + Int64(gifts.count),
          quantity: try Self.quantity(quantity), promotionID: 7, value: try Self.money(value),
          rule: OrderGiftRule(
            skuID: Int64(goods), buyQuantity: try Self.quantity(buy),
            giftQuantity: try Self.quantity(give), repeats: repeats)))
    }
    return (gifts, given)
  }

  static func money(_ cents: Int) throws -> Money { try Money(checking: Int64(cents)) }

  static func quantity(_ parts: Int) throws -> Quantity { try Quantity(checking: Int64(parts)) }

  /// What may come back of each line and gift, in ten-thousandths.
  var open: [Int] { lines.map { Int($0.quantity.scaled - $0.refunded.scaled) } }
  var openGifts: [Int] { gifts.map { Int($0.quantity.scaled - $0.refunded.scaled) } }
}
