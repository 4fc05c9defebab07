package import EventModel
package import JSONCoding

/// An item entered the catalogue, with all its SKUs.
package struct ItemCreated: EventPayload, Equatable {
  package static let type = "ItemCreated"
  package static let version = 1
  package static let centre = "item"

  package let item: ItemSnapshot

  package init(_ item: ItemSnapshot) { self.item = item }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    item = try ItemSnapshot(from: reader)
  }

  package var key: String { String(item.itemID) }
  package func write(to writer: inout JSONWriter) { item.write(to: &writer) }
}
