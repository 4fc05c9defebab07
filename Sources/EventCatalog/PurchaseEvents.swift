package import EventModel

/// What all events of a purchase order have alike.
package protocol PurchaseEvent: EventPayload, EventObject {
  var order: PurchaseSnapshot { get }
}

extension PurchaseEvent {
  package static var centre: String { "purchase" }
  package var key: String { order.number }
}

/// Somebody approved a purchase order: the goods are on their way, some day.
package struct PoApproved: PurchaseEvent {
  package static let type = "PoApproved"
  package static let version = 1

  package let order: PurchaseSnapshot
  package let approvedBy: Int64
  package let lines: [PurchaseLineSnapshot]

  package init(_ order: PurchaseSnapshot, approvedBy: Int64, lines: [PurchaseLineSnapshot]) {
    self.order = order
    self.approvedBy = approvedBy
    self.lines = lines
  }

  package static let shape = EventShape<Self>(
    fields(of: \.order),
    field("approved_by", \.approvedBy),
    field("lines", \.lines),
    make: Self.init)
}

/// A delivery of a purchase order went into stock.
package struct PoInStock: PurchaseEvent {
  package static let type = "PoInStock"
  package static let version = 2

  package let order: PurchaseSnapshot
  package let receiptNumber: String
  package let lines: [ReceivedLineSnapshot]
  /// The goods document; absent in events of version 1, and where all was rejected.
  package let documentID: Int64?
  /// When it happened; absent: when it was written.
  package let occurredAt: Instant?

  package init(
    _ order: PurchaseSnapshot, receiptNumber: String, lines: [ReceivedLineSnapshot],
    documentID: Int64?, occurredAt: Instant?
  ) {
    self.documentID = documentID
    self.occurredAt = occurredAt
    self.order = order
    self.receiptNumber = receiptNumber
    self.lines = lines
  }

  package static let shape = EventShape<Self>(
    fields(of: \.order),
    field("receipt_no", \.receiptNumber),
    field("lines", \.lines),
    field("document_id", \.documentID),
    field("occurred_at", \.occurredAt),
    make: Self.init)
}

/// Goods of a purchase order went back to the supplier.
package struct PoReturned: PurchaseEvent {
  package static let type = "PoReturned"
  package static let version = 1

  /// What of one line and one receipt went back.
  package struct Line: EventObject {
    package let lineNumber: Int
    package let skuID: Int64
    package let quantity: Quantity
    package let receiptNumber: String
    /// The goods document that it left by.
    package let documentID: Int64?

    package init(
      lineNumber: Int, skuID: Int64, quantity: Quantity, receiptNumber: String,
      documentID: Int64?
    ) {
      self.documentID = documentID
      self.lineNumber = lineNumber
      self.skuID = skuID
      self.quantity = quantity
      self.receiptNumber = receiptNumber
    }

    package static let shape = EventShape<Self>(
      field("line_no", \.lineNumber),
      field("sku_id", \.skuID),
      field("qty", \.quantity),
      field("receipt_no", \.receiptNumber),
      field("document_id", \.documentID),
      make: Self.init)
  }

  package let order: PurchaseSnapshot
  package let returnNumber: String
  package let lines: [Line]
  /// When it happened; absent: when it was written.
  package let occurredAt: Instant?

  package init(
    _ order: PurchaseSnapshot, returnNumber: String, lines: [Line], occurredAt: Instant?
  ) {
    self.occurredAt = occurredAt
    self.order = order
    self.returnNumber = returnNumber
    self.lines = lines
  }

  package static let shape = EventShape<Self>(
    fields(of: \.order),
    field("return_no", \.returnNumber),
    field("lines", \.lines),
    field("occurred_at", \.occurredAt),
    make: Self.init)
}

/// A purchase order as its events tell it.
package struct PurchaseSnapshot: EventObject {
  package let purchaseID: Int64
  package let number: String
  package let supplierID: Int64
  package let warehouseID: Int64
  package let total: Money

  package init(
    purchaseID: Int64, number: String, supplierID: Int64, warehouseID: Int64, total: Money
  ) {
    self.purchaseID = purchaseID
    self.number = number
    self.supplierID = supplierID
    self.warehouseID = warehouseID
    self.total = total
  }

  package static let shape = EventShape<Self>(
    field("po_id", \.purchaseID),
    field("po_no", \.number),
    field("supplier_id", \.supplierID),
    field("warehouse_id", \.warehouseID),
    field("total", \.total),
    make: Self.init)
}

/// What is ordered in one line.
package struct PurchaseLineSnapshot: EventObject {
  package let lineNumber: Int
  package let skuID: Int64
  package let quantity: Quantity
  package let price: UnitPrice

  package init(lineNumber: Int, skuID: Int64, quantity: Quantity, price: UnitPrice) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.quantity = quantity
    self.price = price
  }

  package static let shape = EventShape<Self>(
    field("line_no", \.lineNumber),
    field("sku_id", \.skuID),
    field("qty", \.quantity),
    field("price", \.price),
    make: Self.init)
}

/// What of one line arrived.
package struct ReceivedLineSnapshot: EventObject {
  package let lineNumber: Int
  package let skuID: Int64
  /// What went into stock.
  package let quantity: Quantity
  package let rejected: Quantity
  package let unitCost: UnitCost

  package init(
    lineNumber: Int, skuID: Int64, quantity: Quantity, rejected: Quantity, unitCost: UnitCost
  ) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.quantity = quantity
    self.rejected = rejected
    self.unitCost = unitCost
  }

  package static let shape = EventShape<Self>(
    field("line_no", \.lineNumber),
    field("sku_id", \.skuID),
    field("qty", \.quantity),
    field("rejected_qty", \.rejected),
    field("unit_cost", \.unitCost),
    make: Self.init)
}
