package import EventModel
package import JSONCoding
package import Kernel

/// One move, and the stock after it.
package struct StockMoveSnapshot: Sendable, Equatable, JSONWritable {
  package let moveID: Int64
  package let skuID: Int64
  package let warehouseID: Int64
  /// Negative when goods leave.
  package let quantity: Quantity
  package let unitCost: UnitCost?
  package let batchNumber: String?
  package let onHand: Quantity
  package let locked: Quantity
  package let available: Quantity
  /// 1, 2, 3 … per SKU, without a gap.
  package let sequence: Int64

  package init(
    moveID: Int64, skuID: Int64, warehouseID: Int64, quantity: Quantity, unitCost: UnitCost?,
    batchNumber: String? = nil, onHand: Quantity, locked: Quantity, available: Quantity,
    sequence: Int64
  ) {
    self.moveID = moveID
    self.skuID = skuID
    self.warehouseID = warehouseID
    self.quantity = quantity
    self.unitCost = unitCost
    self.batchNumber = batchNumber
    self.onHand = onHand
    self.locked = locked
    self.available = available
    self.sequence = sequence
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    moveID = try reader.integer("move_id")
    skuID = try reader.integer("sku_id")
    warehouseID = try reader.integer("warehouse_id")
    quantity = try reader.decimal("qty")
    unitCost = try reader.decimalOrNil("unit_cost")
    batchNumber = try reader.textOrNil("batch_no")
    onHand = try reader.decimal("on_hand")
    locked = try reader.decimal("locked")
    available = try reader.decimal("available")
    sequence = try reader.integer("seq")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("move_id", moveID)
      writer.field("sku_id", skuID)
      writer.field("warehouse_id", warehouseID)
      writer.field("qty", quantity)
      writer.field("unit_cost", unitCost)
      writer.field("batch_no", batchNumber)
      writer.field("on_hand", onHand)
      writer.field("locked", locked)
      writer.field("available", available)
      writer.field("seq", sequence)
    }
  }
}
