package import EventModel
package import JSONCoding

/// Stock changed: one event a business document, a line for each SKU and warehouse. The cost
/// centre lives on the lines that moved; a lock changes stock without a move.
package struct StockChanged: EventPayload, Equatable {
  package static let type = "StockChanged"
  package static let version = 2
  package static let centre = "stock"

  package let document: StockDocument
  package let lines: [StockChangedLine]

  package init(document: StockDocument, lines: [StockChangedLine]) {
    self.document = document
    self.lines = lines
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    document = try StockDocument(from: try reader.object("document"))
    lines = try reader.list("lines", StockChangedLine.init(from:))
  }

  package var key: String { document.key }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("document", document)
      writer.field("lines", lines)
    }
  }
}
