package import EventStream
package import JSONCoding

/// An item, one of its SKUs, prices or barcodes changed. Carries the whole new state; `version`
/// grows with every change, so that a consumer can tell an older one.
package struct ItemUpdated: EventPayload, Equatable {
  package static let type = "ItemUpdated"
  package static let version = 1
  package static let centre = "item"

  package let item: ItemFacts

  package init(_ item: ItemFacts) { self.item = item }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    item = try ItemFacts(from: reader)
  }

  package var key: String { String(item.itemID) }
  package func write(to writer: inout JSONWriter) { item.write(to: &writer) }
}
