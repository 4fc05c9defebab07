package import Kernel

/// Why quantities cannot be true.
package struct QuantityAnomaly: Error, Equatable, Sendable {
  package enum Reason: String, CaseIterable, Sendable {
    /// Nothing was reported, or less than nothing of something.
    case notPositive = "not_positive"
    /// More than was planned and is tolerated.
    case abovePlan = "above_plan"
    /// More than the operation before has made.
    case abovePrevious = "above_previous"
    /// Taken back, the next operation would have worked on more than there was.
    case usedByNext = "used_by_next"
  }

  package let reason: Reason
  package let opNo: Int
  /// What the operation's total would be; of `usedByNext`, what its good quantity would be.
  package let quantity: Quantity
  /// The most that it may be; of `usedByNext`, the least.
  package let limit: Quantity

  package init(_ reason: Reason, opNo: Int, quantity: Quantity, limit: Quantity) {
    self.reason = reason
    self.opNo = opNo
    self.quantity = quantity
    self.limit = limit
  }
}
