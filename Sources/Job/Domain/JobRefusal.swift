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
