import StockDomain
package import WebAPI

/// Numbers of documents that clients may not give.
package enum ReservedNumbers {
  /// Refuses what looks like a production order's number, with or without `-cancel`: taken before
  /// the order takes it, it would keep the order from starting, or from being cancelled.
  package static func refuse(_ number: String) throws(Problem) {
    if ProductionNumbers.contains(number) { throw Problem(.documentConflict) }
  }

  /// Refuses what looks like an order's number, for a sale: that order's goods leave under it, and
  /// whoever sees such a move takes the order's goods for gone. It does not matter whether there is
  /// such an order yet, or whether it ever had a lock.
  static func refuseOrders(_ number: String) throws(Problem) {
    if OrderNumbers.contains(number) { throw Problem(.documentConflict) }
  }
}
