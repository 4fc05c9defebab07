package import EventModel
package import JSONCoding

/// Goods left: one event a document, all its moves, their quantities negative.
package struct StockOut: EventPayload, Equatable {
  package static let type = "StockOut"
  package static let version = 2
  package static let centre = "stock"

  package let goods: MovedGoods

  package init(_ goods: MovedGoods) { self.goods = goods }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    goods = try MovedGoods(from: reader)
  }

  package var key: String { goods.document.key }

  package func write(to writer: inout JSONWriter) { goods.write(to: &writer) }
}
