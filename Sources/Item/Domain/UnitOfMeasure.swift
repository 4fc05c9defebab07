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

  /// The places of a unit that nobody described: those of a quantity.
  package static let standardDecimals = 4
}
