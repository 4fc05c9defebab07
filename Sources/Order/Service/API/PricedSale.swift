package import ItemService

/// A sale that can be recorded: its amounts fit together.
package struct PricedSale: Sendable {
  let sale: OfflineSale
  let amounts: PrintedAmounts

  /// Days that a till's clock may name: 2000-01-01 to 2100-01-01.
  private static let days =
    Instant(microseconds: 946_684_800_000_000)...Instant(microseconds: 4_102_444_800_000_000)

  /// Checks everything that cannot pass, so that nothing is begun in vain; no round trip.
  /// - Parameter facts: of the goods
  package init(_ sale: OfflineSale, facts: [Int64: SKUInfo]) throws(OfflineSaleRefusal) {
    let unknown = sale.lines.indices.filter { facts[sale.lines[$0].skuID] == nil }
    if !unknown.isEmpty { throw .skuNotFound(lines: unknown) }
    guard Self.days.contains(sale.soldAt) else { throw .soldAtOutOfRange }
    if sale.payments.contains(where: { $0.method == .points }) { throw .pointsNotTaken }
    let amounts: PrintedAmounts?
    let paid: Money
    var inexact: [Int64] = []
    do throws(DecimalFault) {
      amounts = try PrintedAmounts.make(sale.lines, payable: sale.payable)
      for line in amounts?.lines ?? [] {
        if try !line.printed.isExact { inexact.append(line.printed.skuID) }
        _ = try line.printed.basePrice
      }
      paid = try Money.sum(sale.payments.map(\.amount))
    } catch {
      throw .amountOutOfRange
    }
    guard inexact.isEmpty else { throw .quantityNotExact(skuIDs: inexact) }
    guard let amounts else { throw .payableTooHigh }
    guard OrderPricing.isInRange(sale.payable) else { throw .amountOutOfRange }
    guard paid == sale.payable else {
      throw .amountMismatch(payable: sale.payable, paid: paid)
    }
    self.sale = sale
    self.amounts = amounts
  }
}

extension PrintedLine {
  /// In base units, never rounded: those are the goods that leave.
  var baseQuantity: Quantity {
    get throws(DecimalFault) { try quantity.multiplied(by: factor, rounding: .exact) }
  }

  /// Whether base units can hold the quantity.
  var isExact: Bool {
    get throws(DecimalFault) {
      do throws(DecimalFault) {
        _ = try baseQuantity
        return true
      } catch {
        guard error == .tooManyPlaces else { throw error }
        return false
      }
    }
  }

  /// For one base unit; the line's amount is what counts where it does not come out even.
  var basePrice: UnitPrice {
    get throws(DecimalFault) { try price.divided(by: factor) }
  }
}
