package import EventModel
package import JSONCoding
package import Kernel

/// The stock of one SKU in one warehouse after a document.
package struct StockChangedLine: Sendable, Equatable, JSONWritable {
  package let skuID: Int64
  package let warehouseID: Int64
  package let onHand: Quantity
  package let locked: Quantity
  package let available: Quantity
  /// The stock row's own; a larger one is newer.
  package let version: Int64
  /// What moved; nil when goods were only locked or unlocked.
  package let move: Move?

  /// The move of a line.
  package struct Move: Sendable, Equatable, JSONWritable {
    package let moveID: Int64
    /// 1, 2, 3 … per SKU, without a gap.
    package let sequence: Int64
    /// Negative when goods leave.
    package let quantity: Quantity
    package let unitCost: UnitCost?
    package let batchNumber: String?

    package init(
      moveID: Int64, sequence: Int64, quantity: Quantity, unitCost: UnitCost?,
      batchNumber: String? = nil
    ) {
      self.moveID = moveID
      self.sequence = sequence
      self.quantity = quantity
      self.unitCost = unitCost
      self.batchNumber = batchNumber
    }

    package init(from reader: PayloadReader) throws(PayloadFault) {
      moveID = try reader.integer("move_id")
      sequence = try reader.integer("seq")
      quantity = try reader.decimal("qty")
      unitCost = try reader.decimalOrNil("unit_cost")
      batchNumber = try reader.textOrNil("batch_no")
    }

    package func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("move_id", moveID)
        writer.field("seq", sequence)
        writer.field("qty", quantity)
        writer.field("unit_cost", unitCost)
        writer.field("batch_no", batchNumber)
      }
    }
  }

  package init(
    skuID: Int64, warehouseID: Int64, onHand: Quantity, locked: Quantity, available: Quantity,
    version: Int64, move: Move?
  ) {
    self.skuID = skuID
    self.warehouseID = warehouseID
    self.onHand = onHand
    self.locked = locked
    self.available = available
    self.version = version
    self.move = move
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    skuID = try reader.integer("sku_id")
    warehouseID = try reader.integer("warehouse_id")
    onHand = try reader.decimal("on_hand")
    locked = try reader.decimal("locked")
    available = try reader.decimal("available")
    version = try reader.integer("version")
    if let inner = try reader.objectOrNil("move") {
      move = try Move(from: inner)
    } else {
      move = nil
    }
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("sku_id", skuID)
      writer.field("warehouse_id", warehouseID)
      writer.field("on_hand", onHand)
      writer.field("locked", locked)
      writer.field("available", available)
      writer.field("version", version)
      writer.field("move", move)
    }
  }
}
