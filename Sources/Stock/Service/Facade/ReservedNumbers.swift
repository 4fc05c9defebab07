import StockDomain
package import WebAPI

/// Numbers of documents that clients may not give.
package enum ReservedNumbers {
  /// Refuses what looks like a production order's number, with or without `-cancel`: taken before
  /// the order takes it, it would keep the order from starting, or from being cancelled.
  package static func refuse(_ number: String) throws(Problem) {
    if ProductionNumbers.contains(number) { throw Problem(.documentConflict) }
  }
}
