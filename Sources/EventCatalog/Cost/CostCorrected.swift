package import EventModel
package import JSONCoding

/// A receipt turned out to have cost something else: by a late price, or because the sheet of what
/// was made changed. Decimals are texts: sums have more digits than a line's.
package struct CostCorrected: EventPayload, Equatable {
  package static let type = "CostCorrected"
  package static let version = 1
  package static let centre = "cost"

  package let skuID: Int64
  /// Of the SKU's cost ledger.
  package let entry: Int64
  /// The receipt, by its natural key.
  package let receipt: StockDocument.Origin
  /// The receipt's document; nil for those of before there were ids.
  package let documentID: Int64?
  /// The `adjust_no`, or the number of the production order whose sheet changed.
  package let number: String
  /// The difference for all that came and did not go back to the supplier; `amount` of it changed
  /// the value, and `variance` belongs to the result.
  package let total: String
  package let amount: String
  package let variance: String

  package init(
    skuID: Int64, entry: Int64, receipt: StockDocument.Origin, documentID: Int64?,
    number: String, total: String, amount: String, variance: String
  ) {
    self.skuID = skuID
    self.entry = entry
    self.receipt = receipt
    self.documentID = documentID
    self.number = number
    self.total = total
    self.amount = amount
    self.variance = variance
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    skuID = try reader.integer("sku_id")
    entry = try reader.integer("entry")
    receipt = try StockDocument.Origin(from: reader.object("receipt"))
    documentID = try reader.integerOrNil("document_id")
    number = try reader.text("adjust_no")
    total = try reader.text("total")
    amount = try reader.text("amount")
    variance = try reader.text("variance")
  }

  package var key: String { "sku:\(skuID)" }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("sku_id", skuID)
      writer.field("entry", entry)
      writer.field("receipt", receipt)
      writer.field("document_id", documentID)
      writer.field("adjust_no", number)
      writer.field("total", total)
      writer.field("amount", amount)
      writer.field("variance", variance)
    }
  }
}
