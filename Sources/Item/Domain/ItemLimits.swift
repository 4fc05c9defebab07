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
