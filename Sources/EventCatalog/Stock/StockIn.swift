package import EventStream
package import JSONCoding

/// Goods came in: one event a document, all its moves.
package struct StockIn: EventPayload, Equatable {
  package static let type = "StockIn"
  package static let version = 1
  package static let centre = "stock"

  package let document: StockDocument
  package let warehouseID: Int64
  package let moves: [StockMoveFacts]

  package init(document: StockDocument, warehouseID: Int64, moves: [StockMoveFacts]) {
    self.document = document
    self.warehouseID = warehouseID
    self.moves = moves
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    document = try StockDocument(from: reader)
    warehouseID = try reader.integer("warehouse_id")
    moves = try reader.list("moves", StockMoveFacts.init(from:))
  }

  package var refType: String { document.refType }
  package var refNo: String { document.refNo }
  package var key: String { document.key }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      document.writeFields(to: &writer)
      writer.field("warehouse_id", warehouseID)
      writer.field("moves", moves)
    }
  }
}
