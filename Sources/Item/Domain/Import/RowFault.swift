/// Why a row of an import was not taken, or what is to be told of one that was taken all the same.
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
    case item(ItemFieldFault.Reason)
    /// A cell beyond the header, its number counted from 1.
    case beyondHeader(Int)
    /// A number in scientific form where a barcode belongs.
    case barcodeMangled(String)
    /// More bytes as JSON than a spec may have.
    case specTooLong
    /// The item has several variants, and the row names none.
    case specMissing
    case unknownCategory
    /// The item of that code has no such SKU.
    case unknownSKU
    /// The barcode belongs to this SKU; 0: to another row of the file.
    case barcodeTaken(code: String, sku: Int64)
    /// There is stock of the item, or a document names it.
    case inUse
    /// A code or barcode of the row was taken while it was written, each time it was tried.
    case takenMeanwhile
    /// The store refused the row, though nothing above explains it.
    case refused
    /// A warning: an earlier row of the file says something else of the same item or SKU; this one
    /// holds.
    case contradicts(row: Int)
    /// A warning: not the check digit that a GTIN of its length has.
    case checkDigit(barcode: String)
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
