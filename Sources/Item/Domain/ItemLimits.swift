/// The bounds of an item, all in one place. Lengths count Unicode scalars.
package enum ItemLimits {
  package static let code = 1...64
  package static let name = 1...200
  package static let brand = 1...100
  package static let unit = 1...20
  package static let barcode = 1...64
  package static let categoryName = 1...100
  /// Levels of the category tree.
  package static let categoryDepth = 10
  /// Categories in all: the tree is answered whole.
  package static let categories = 10_000
  package static let skus = 1...200
  package static let barcodes = 0...20
  package static let units = 0...20
  package static let specEntries = 0...20
  package static let specKey = 1...50
  package static let specValue = 0...100
  /// UTF-8 bytes of a spec as JSON.
  package static let specBytes = 4_000
  /// Retail prices of one SKU that are in force or to come.
  package static let scheduledPrices = 50
  /// Prices of one SKU that are answered, newest first.
  package static let prices = 200
}

/// A unit that goods are counted in, and how finely.
package struct UnitOfMeasure: Equatable, Sendable {
  package let name: String
  package var titleChinese: String?
  package var titleEnglish: String?
  /// Decimal places that a quantity in it may have, 0 … 4.
  package var decimals: Int
  /// Grows by one with every change.
  package var version: Int64

  package init(
    name: String, titleChinese: String?, titleEnglish: String?, decimals: Int, version: Int64 = 1
  ) {
    self.name = name
    self.titleChinese = titleChinese
    self.titleEnglish = titleEnglish
    self.decimals = decimals
    self.version = version
  }

  /// The next version, with what was given; nil when that is how it is already.
  package func changed(
    title: (chinese: String?, english: String?)?, decimals: Int?
  ) -> UnitOfMeasure? {
    var next = self
    if let title { (next.titleChinese, next.titleEnglish) = title }
    if let decimals { next.decimals = decimals }
    if next == self { return nil }
    next.version.advance()
    return next
  }

  /// The places of a unit that nobody described: those of a quantity.
  package static let standardDecimals = 4
}
