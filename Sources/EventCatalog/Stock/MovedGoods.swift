package import EventModel
package import JSONCoding

/// The goods that one document moved one way, as `StockIn` and `StockOut` tell it.
package struct MovedGoods: Sendable, Equatable {
  package let document: StockDocument
  package let warehouseID: Int64
  package let moves: [StockMoveSnapshot]

  package init(document: StockDocument, warehouseID: Int64, moves: [StockMoveSnapshot]) {
    self.document = document
    self.warehouseID = warehouseID
    self.moves = moves
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    document = try StockDocument(from: reader)
    warehouseID = try reader.integer("warehouse_id")
    moves = try reader.list("moves", StockMoveSnapshot.init(from:))
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      document.writeFields(to: &writer)
      writer.field("warehouse_id", warehouseID)
      writer.field("moves", moves)
    }
  }
}
