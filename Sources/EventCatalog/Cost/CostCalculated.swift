package import EventModel
package import JSONCoding

/// Moves were valued: what the goods are worth after them, and what a production order cost. One
/// event for all that was valued in one transaction.
package struct CostCalculated: EventPayload, Equatable {
  package static let type = "CostCalculated"
  package static let version = 1
  package static let centre = "cost"

  package let costs: [SKUCost]
  package let sheets: [SheetCost]

  package init(costs: [SKUCost], sheets: [SheetCost]) {
    self.costs = costs
    self.sheets = sheets
  }

  /// What a SKU is worth. Decimals are texts: sums have more digits than a line's.
  package struct SKUCost: Sendable, Equatable, JSONWritable {
    package let skuID: Int64
    /// Counts what happened to the SKU's value; a larger one is newer.
    package let entry: Int64
    /// The last stock move that is in it.
    package let sequence: Int64
    package let method: String
    package let unitCost: String
    package let onHand: String
    package let value: String

    package init(
      skuID: Int64, entry: Int64, sequence: Int64, method: String, unitCost: String,
      onHand: String, value: String
    ) {
      self.skuID = skuID
      self.entry = entry
      self.sequence = sequence
      self.method = method
      self.unitCost = unitCost
      self.onHand = onHand
      self.value = value
    }

    package init(from reader: PayloadReader) throws(PayloadFault) {
      skuID = try reader.integer("sku_id")
      entry = try reader.integer("entry")
      sequence = try reader.integer("seq")
      method = try reader.text("method")
      unitCost = try reader.text("unit_cost")
      onHand = try reader.text("on_hand")
      value = try reader.text("value")
    }

    package func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("sku_id", skuID)
        writer.field("entry", entry)
        writer.field("seq", sequence)
        writer.field("method", method)
        writer.field("unit_cost", unitCost)
        writer.field("on_hand", onHand)
        writer.field("value", value)
      }
    }
  }

  /// What a production order cost.
  package struct SheetCost: Sendable, Equatable, JSONWritable {
    package let orderID: Int64
    package let orderNumber: String
    package let total: String
    package let unitCost: String

    package init(orderID: Int64, orderNumber: String, total: String, unitCost: String) {
      self.orderID = orderID
      self.orderNumber = orderNumber
      self.total = total
      self.unitCost = unitCost
    }

    package init(from reader: PayloadReader) throws(PayloadFault) {
      orderID = try reader.integer("mo_id")
      orderNumber = try reader.text("mo_no")
      total = try reader.text("total")
      unitCost = try reader.text("unit_cost")
    }

    package func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("mo_id", orderID)
        writer.field("mo_no", orderNumber)
        writer.field("total", total)
        writer.field("unit_cost", unitCost)
      }
    }
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    costs = try reader.list("costs", SKUCost.init(from:))
    sheets = try reader.list("sheets", SheetCost.init(from:))
  }

  /// The first of what it speaks of; readers compare entries.
  package var key: String {
    sheets.first?.orderNumber ?? costs.first.map { "sku:\($0.skuID)" } ?? "nothing"
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("costs", costs)
      writer.field("sheets", sheets)
    }
  }
}
