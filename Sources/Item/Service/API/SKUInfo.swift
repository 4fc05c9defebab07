/// What the other centres need to know of a SKU.
package struct SKUInfo: Sendable, Equatable {
  package let skuID: Int64
  package let itemID: Int64
  /// The item's name.
  package let name: String
  /// The variant in words, such as "red / XL"; nil for an item without variants.
  package let spec: String?
  /// For one base unit, now: the retail price list's row in force, else the SKU's own price.
  package let price: UnitPrice
  /// The SKU's own price, which holds where the retail list says nothing.
  package let ownPrice: UnitPrice
  /// Whether lists other than retail have prices of it, now or at some time.
  package let hasLists: Bool
  package let kind: ItemKind
  /// Whether it may be bought, sold and moved: neither the item nor the SKU is inactive.
  package let isActive: Bool
  /// Whether stock of it may fall below zero.
  package let allowsNegative: Bool
  package let baseUnit: String
  /// Places that a quantity in base units may have, 0 … 4.
  package let decimals: Int
  /// The category of its item; see `ItemAPI.categoryLines` for those above it.
  package let categoryID: Int64?
  /// When this was so, by the database's clock.
  package let readAt: Instant

  /// Whether there is nothing to stock, only to sell.
  package var isService: Bool { kind == .service }
}

/// How a SKU is valued.
package struct SKUValuation: Sendable, Equatable {
  package let skuID: Int64
  package let method: CostMethod
  /// Nil for goods that have none; those valued at standard have one.
  package let standardCost: UnitCost?
}

/// What a barcode stands for.
package struct BarcodeInfo: Sendable, Equatable {
  package let skuID: Int64
  /// The scanned unit's name; the base unit's for a plain barcode.
  package let unit: String
  /// Base units in one scanned unit; 1 for a plain barcode.
  package let factor: Quantity
  /// Places that a quantity of scanned units may have, 0 … 4.
  package let decimals: Int
}

/// Why goods may not be named, with all that it holds for, in ascending order.
package enum SKUObjection: Error, Equatable, Sendable {
  case unknown([Int64])
  /// Services: there is nothing to stock.
  case notStocked([Int64])
  case inactive([Int64])
}

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
    throw .invalid(faults.map { ($0, .tooManyPlaces($1)) }, in: language)
  }
}

extension [Int64: SKUInfo] {
  /// The first reason why some of these SKUs may not be named: receipts and reservations need
  /// active goods; what lies there can always go.
  ///
  /// - Parameters:
  ///   - takesServices: whether services may be named too
  ///   - takesInactive: whether goods may be named that the house no longer deals in
  package func objection(
    to skuIDs: some Sequence<Int64>, takesServices: Bool = false, takesInactive: Bool = false
  ) -> SKUObjection? {
    let skuIDs = Set(skuIDs).sorted()
    let unknown = skuIDs.filter { self[$0] == nil }
    if !unknown.isEmpty { return .unknown(unknown) }
    let services = takesServices ? [] : skuIDs.filter { self[$0]?.isService == true }
    if !services.isEmpty { return .notStocked(services) }
    let inactive = takesInactive ? [] : skuIDs.filter { self[$0]?.isActive == false }
    return inactive.isEmpty ? nil : .inactive(inactive)
  }

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
