/// What is stocked, priced and sold.
package struct SKU: Equatable, Sendable {
  /// 0 until it is stored.
  package var id: Int64
  package var spec: Spec
  /// Its own price for one base unit.
  package var price: UnitPrice
  /// The retail price list's row in force; nil where the list has none.
  package var retailPrice: UnitPrice?
  package var costMethod: CostMethod
  package var standardCost: UnitCost?
  package var allowsNegative: Bool
  package var safetyStock: Quantity
  package var status: ItemStatus
  /// Of the base unit.
  package var barcodes: [String]
  package var units: [PackUnit]

  package init(
    id: Int64 = 0, spec: Spec = .none, price: UnitPrice, retailPrice: UnitPrice? = nil,
    costMethod: CostMethod = .movingAverage, standardCost: UnitCost? = nil,
    allowsNegative: Bool = false, safetyStock: Quantity = .zero, status: ItemStatus = .active,
    barcodes: [String] = [], units: [PackUnit] = []
  ) {
    self.id = id
    self.spec = spec
    self.price = price
    self.retailPrice = retailPrice
    self.costMethod = costMethod
    self.standardCost = standardCost
    self.allowsNegative = allowsNegative
    self.safetyStock = safetyStock
    self.status = status
    self.barcodes = barcodes
    self.units = units
  }

  /// Every barcode, of the base unit first.
  package var allBarcodes: [String] { barcodes + units.flatMap(\.barcodes) }
}

/// A unit that a SKU is packed in besides its base unit: a box of 12.
package struct PackUnit: Hashable, Sendable {
  package let name: String
  /// Base units in one of it.
  package let factor: Quantity
  /// What its label may say; several when the label changed over time.
  package var barcodes: [String]

  package init(name: String, factor: Quantity, barcodes: [String]) {
    self.name = name
    self.factor = factor
    self.barcodes = barcodes
  }
}

/// What makes a SKU differ from its siblings, such as colour and size: texts under names, in the
/// order in which they were written.
package struct Spec: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package let entries: [Entry]

  /// An item without variants.
  package static let none = Spec([])

  package init(_ entries: [Entry]) { self.entries = entries }

  /// The values for people, "red / XL"; nil when there are none. At most 200 characters.
  package var words: String? {
    let text = entries.map(\.value).filter { !$0.isEmpty }.joined(separator: " / ")
    return text.isEmpty ? nil : String(String.UnicodeScalarView(text.unicodeScalars.prefix(200)))
  }

  /// The bytes that it takes as JSON text.
  package var jsonBytes: Int {
    entries.reduce(max(2, entries.count + 1)) { $0 + Self.bytes($1.key) + Self.bytes($1.value) + 1 }
  }

  /// A text in quotes: control characters become six bytes, quotes and backslashes two.
  private static func bytes(_ text: String) -> Int {
    text.utf8.reduce(2) { $0 + ($1 < 0x20 ? 6 : $1 == 0x22 || $1 == 0x5C ? 2 : 1) }
  }

  /// Whether it says the same, in whatever order.
  package func matches(_ other: Spec) -> Bool {
    entries == other.entries
      || (entries.count == other.entries.count && Set(entries) == Set(other.entries))
  }
}
