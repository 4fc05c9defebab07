/// Why the job centre said no. Nothing was done.
package enum JobRefusal: Error, Equatable, Sendable {
  case quantityAnomaly(QuantityAnomaly)
  /// The production order has no operation with this number.
  case operationNotFound(Int)
  /// The production order has several operations, and the report names none.
  case operationNotNamed
  /// The production order is not started, or was cancelled.
  case wrongStatus(String)
  /// The production order is completed, its goods are in stock.
  case orderCompleted
  case reportNotFound
  /// Nothing was reported of the production order: it has made nothing to be finished with.
  case nothingMade
  /// The production order needs nothing of this SKU.
  case notItsMaterial(Int64)
}

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
