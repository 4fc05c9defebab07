package import Kernel

/// Why a coupon may not be taken.
package enum CouponFault: Error, Equatable, Sendable {
  case notYetValid(from: Instant)
  /// Used, void, or held by an order.
  case unavailable(CouponStatus)
  case expired
  case belowThreshold(Money)
}

/// Whether a coupon may be taken for a purchase now.
package enum CouponUse {
  /// - Parameter amount: of the goods; nil where only the coupon's own state counts
  package static func check(
    status: CouponStatus, period: CouponPeriod, threshold: Money?, amount: Money?, at time: Instant
  ) throws(CouponFault) {
    switch status {
    case .issued: break
    case .expired: throw .expired
    case .locked, .used, .voided: throw .unavailable(status)
    }
    if period.hasEnded(at: time) { throw .expired }
    if !period.hasStarted(at: time) { throw .notYetValid(from: period.start) }
    if let threshold, let amount, amount < threshold { throw .belowThreshold(threshold) }
  }
}
