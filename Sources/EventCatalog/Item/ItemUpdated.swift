package import EventModel
package import JSONCoding

/// An item, one of its SKUs, prices or barcodes changed. Carries the whole new state, and the price
/// that was put into a price list, if that is what happened; `version` grows with every change, so
/// that a consumer can tell an older one.
package struct ItemUpdated: EventPayload, Equatable {
  package static let type = "ItemUpdated"
  package static let version = 1
  package static let centre = "item"

  package let item: ItemSnapshot
  /// Nil for every other change.
  package let priceSet: PriceSnapshot?

  package init(_ item: ItemSnapshot, priceSet: PriceSnapshot? = nil) {
    self.item = item
    self.priceSet = priceSet
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    item = try ItemSnapshot(from: reader)
    let price = try reader.objectOrNil("price_set")
    priceSet = if let price { try PriceSnapshot(from: price) } else { nil }
  }

  package var key: String { String(item.itemID) }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      item.writeMembers(to: &writer)
      writer.field("price_set", priceSet)
    }
  }
}
