/// What an order costs: its lines as the promotions left them, less what a coupon and points take
/// off. The parts always make the whole.
package struct OrderPricing: Equatable, Sendable {
  package private(set) var lines: [OrderLine]
  package let original: Money
  package private(set) var discount: Money
  package private(set) var payable: Money

  /// The most that an order may cost, in cents: 9,999,999,999.99.
  private static let most: Int64 = 999_999_999_999

  /// Whether an order may cost so much.
  package static func isInRange(_ payable: Money) -> Bool { payable.scaled <= most }

  /// - Parameter lines: priced, each with original − discount = payable
  package init(_ lines: [OrderLine]) throws(OrderRefusal) {
    self.lines = lines
    do throws(DecimalFault) {
      original = try Money.sum(lines.map(\.original))
      discount = try Money.sum(lines.map(\.discount))
      payable = try Money.sum(lines.map(\.payable))
    } catch {
      throw .amountOutOfRange
    }
  }

  /// Takes a reduction off the whole order, shared over its lines by what they cost.
  /// - Parameter reduction: at most `payable`
  package mutating func take(
    _ reduction: Money, as kind: OrderReduction
  ) throws(OrderRefusal) {
    let shares = reduction.shares(by: lines.map(\.payable))
    do throws(DecimalFault) {
      for (index, share) in zip(lines.indices, shares) {
        try lines[index].take(share, as: kind)
      }
      discount = try discount + reduction
      payable = try payable - reduction
    } catch {
      throw .amountOutOfRange
    }
  }
}
