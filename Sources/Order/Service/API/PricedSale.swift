import ItemService
import Kernel
import OrderDomain

extension PricedSale {
  /// Days that a till's clock may name: 2000-01-01 to 2100-01-01.
  private static let days =
    Instant(microseconds: 946_684_800_000_000)...Instant(microseconds: 4_102_444_800_000_000)

  /// Checks everything that cannot pass, so that nothing is begun in vain.
  init(_ sale: OfflineSale, facts: [Int64: SKUInfo]) throws(OfflineSaleRefusal) {
    let unknown = sale.lines.indices.filter { facts[sale.lines[$0].printed.skuID] == nil }
    if !unknown.isEmpty { throw .skuNotFound(lines: unknown) }
    guard Self.days.contains(sale.soldAt) else { throw .soldAtOutOfRange }
    let payments = sale.tenders.compactMap { tender in
      PaymentMethod(rawValue: tender.method).map {
        Payment(
          method: $0, amount: tender.amount, transactionNumber: tender.transactionNumber)
      }
    }
    let takesAll = payments.count == sale.tenders.count
    guard takesAll, !payments.contains(where: { $0.method == .points }) else {
      throw .pointsNotTaken
    }
    let amounts: PrintedAmounts?
    let paid: Money
    var inexact: [Int64] = []
    do throws(DecimalFault) {
      amounts = try PrintedAmounts(sale.lines.map(\.printed), payable: sale.payable)
      for line in amounts?.lines ?? [] {
        if try !line.printed.isExact { inexact.append(line.printed.skuID) }
        _ = try line.printed.basePrice
      }
      paid = try Money.sum(payments.map(\.amount))
    } catch {
      throw .amountOutOfRange
    }
    guard inexact.isEmpty else { throw .quantityNotExact(skuIDs: inexact) }
    guard let amounts else { throw .payableTooHigh }
    guard OrderPricing.isInRange(sale.payable) else { throw .amountOutOfRange }
    guard paid == sale.payable else {
      throw .amountMismatch(payable: sale.payable, paid: paid)
    }
    self.init(sale: sale, amounts: amounts, payments: payments)
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
