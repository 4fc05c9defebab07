import CostDomain
import Foundation
import Kernel

/// What the average holds of receipts.
extension LedgerStory {
  /// Each receipt has between nothing and all of what is on hand, and together they have no more.
  mutating func expectShares() {
    do {
      var sum = ReceiptShare.zero
      for document in ledger.receiptsWithCost {
        let share = try ledger.share(of: document)
        if share.isNegative { faults.append("a share below zero") }
        sum = try sum + share
      }
      let most = max(0, Decimal(onHand) / 10_000)
      if sum.decimal > most + Self.shareRounding { faults.append("shares \(sum) of \(most)") }
    } catch {
      faults.append("\(error)")
    }
  }

  /// Shares are rounded at the eighteenth place; a difference here is less than a ten-thousandth of
  /// what the sixth place of money can show at the highest price.
  private static let shareRounding = Decimal(sign: .plus, exponent: -12, significand: 1)

  mutating func expectShare(_ found: ReceiptShare, _ wanted: Decimal, _ what: String) {
    if abs(found.decimal - wanted) > Self.shareRounding {
      faults.append("\(what) \(found), by the replay \(wanted), \(prices) \(events)")
    }
  }
}
