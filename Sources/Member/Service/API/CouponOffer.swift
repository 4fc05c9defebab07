package import Kernel
import MemberDomain

/// A coupon that may be taken for a purchase, its row locked until the transaction ends.
package struct CouponOffer: Equatable, Sendable {
  package let couponID: Int64
  let benefit: CouponBenefit
  package let threshold: Money?

  package enum Kind: String, Sendable {
    case cash
    case discount
  }

  package var kind: Kind {
    switch benefit {
    case .cash: .cash
    case .discount: .discount
    }
  }
  /// Of a cash coupon.
  package var amount: Money? { benefit.amount }
  /// Of a discount coupon: the share that the customer pays.
  package var rate: Rate? { benefit.rate }

  /// What comes off `amount`: rounded half up to 0.01, at most all of it.
  package func reduction(of amount: Money) -> Money { benefit.reduction(of: amount) }
}
