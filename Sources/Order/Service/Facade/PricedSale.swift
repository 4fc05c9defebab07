import ItemService
import Kernel
import OrderDomain

extension PricedSale {
  /// Days that a till's clock may name: 2000-01-01 to 2100-01-01.
  private static let days =
    Instant(microseconds: 946_684_800_000_000)...Instant(microseconds: 4_102_444_800_000_000)

  /// Checks everything that cannot pass, so that nothing is begun in vain.
  init(_ sale: OfflineSale, facts: [Int64: SKUFacts]) throws(OfflineSaleRefusal) {
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
    do throws(DecimalFault) {
      amounts = try PrintedAmounts(sale.lines.map(\.printed), payable: sale.payable)
      for line in amounts?.lines ?? [] {
        // What rounds to nothing is no sale of goods.
        guard try line.printed.baseQuantity.isPositive else { throw .outOfRange }
        _ = try line.printed.basePrice
      }
      paid = try Money.sum(payments.map(\.amount))
    } catch {
      throw .amountOutOfRange
    }
    guard let amounts else { throw .payableTooHigh }
    guard paid == sale.payable else {
      throw .amountMismatch(payable: sale.payable, paid: paid)
    }
    self.init(sale: sale, amounts: amounts, payments: payments)
  }
}

extension PrintedLine {
  /// In base units.
  var baseQuantity: Quantity {
    get throws(DecimalFault) { try quantity.multiplied(by: factor) }
  }

  /// For one base unit; the line's amount is what counts where it does not come out even.
  var basePrice: UnitPrice {
    get throws(DecimalFault) { try price.divided(by: factor) }
  }
}
