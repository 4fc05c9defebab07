package import Kernel
package import WebAPI

/// Goods that are counted in whole pieces are neither bought, moved nor sold in parts (contract 2,
/// section G).
package struct QuantityPlaces {
  private let language: Language
  private var faults: [(field: String, places: Int)] = []

  package init(in language: Language) { self.language = language }

  /// Notes a fault where the quantity has more places than its unit.
  package mutating func check(_ quantity: Quantity, _ places: Int, at field: String) {
    if !quantity.fits(places: places) { faults.append((field, places)) }
  }

  /// Refuses the request with every fault.
  package func finish() throws(Problem) {
    if faults.isEmpty { return }
    var problem = Problem(.requestInvalid)
    for (field, places) in faults { problem.add(field, .tooManyPlaces(places), in: language) }
    throw problem
  }
}

extension [Int64: SKUInfo] {
  /// Refuses quantities of base units with more places than the SKUs' base units have. SKUs that
  /// are not known are left to others.
  ///
  /// - Parameter field: the path of a line's quantity by the line's place
  package func requirePlaces(
    of lines: [(skuID: Int64, quantity: Quantity)], in language: Language,
    field: (Int) -> String = { "lines[\($0)].qty" }
  ) throws(Problem) {
    var places = QuantityPlaces(in: language)
    for (index, line) in lines.enumerated() {
      guard let facts = self[line.skuID] else { continue }
      places.check(line.quantity, facts.decimals, at: field(index))
    }
    try places.finish()
  }
}
