import EventModel

/// Moves were valued: what the goods are worth after them, and what a production order cost. One
/// event for all that was valued in one transaction.
package struct CostCalculated: EventPayload, EventObject {
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
  package struct SKUCost: EventObject {
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

    package static let shape = EventShape<Self>(
      field("sku_id", \.skuID),
      field("entry", \.entry),
      field("seq", \.sequence),
      field("method", \.method),
      field("unit_cost", \.unitCost),
      field("on_hand", \.onHand),
      field("value", \.value),
      make: Self.init)
  }

  /// What a production order cost.
  package struct SheetCost: EventObject {
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

    package static let shape = EventShape<Self>(
      field("mo_id", \.orderID),
      field("mo_no", \.orderNumber),
      field("total", \.total),
      field("unit_cost", \.unitCost),
      make: Self.init)
  }

  package static let shape = EventShape<Self>(
    field("costs", \.costs),
    field("sheets", \.sheets),
    make: Self.init)

  /// The first of what it speaks of; readers compare entries.
  package var key: String {
    sheets.first?.orderNumber ?? costs.first.map { "sku:\($0.skuID)" } ?? "nothing"
  }

  package var object: String { sheets.first.map { "production:\($0.orderNumber)" } ?? key }
}

/// A receipt turned out to have cost something else: by a late price, or because the sheet of what
/// was made changed. Decimals are texts: sums have more digits than a line's.
package struct CostCorrected: EventPayload, EventObject {
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

  package static let shape = EventShape<Self>(
    field("sku_id", \.skuID),
    field("entry", \.entry),
    field("receipt", \.receipt),
    field("document_id", \.documentID),
    field("adjust_no", \.number),
    field("total", \.total),
    field("amount", \.amount),
    field("variance", \.variance),
    make: Self.init)

  package var key: String { "sku:\(skuID)" }
  package var object: String { key }
}
