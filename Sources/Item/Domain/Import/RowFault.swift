/// Why a row of an import was not taken.
package struct RowFault: Error, Equatable, Sendable {
  package enum Reason: Error, Equatable, Sendable {
    case required
    case notText
    case controlCharacters
    case length(ClosedRange<Int>)
    /// Barcodes and codes: visible ASCII.
    case notACode
    case notOneOf([String])
    case notADecimal
    case tooManyPlaces(Int)
    case outOfRange
    case negative
    case notPositive
    case notABoolean
    case notAnID
    case notPairs
    case tooMany(Int)
    case csv(CSVFault)
    case item(ItemFault.Reason)
    case unknownCategory
    /// The item of that code has no such SKU.
    case unknownSKU
    /// The barcode belongs to this SKU; 0: to another row of the file.
    case barcodeTaken(code: String, sku: Int64)
    /// There is stock of the item, or a document names it.
    case inUse
    /// The store refused the row, though nothing above explains it.
    case refused
  }

  package let row: Int
  /// A column's name, or "row".
  package let field: String
  package let reason: Reason

  package init(row: Int, field: String, reason: Reason) {
    self.row = row
    self.field = field
    self.reason = reason
  }
}
