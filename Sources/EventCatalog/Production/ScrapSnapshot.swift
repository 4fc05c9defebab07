package import EventModel
package import JSONCoding
package import Kernel

/// Quantities that were scrapped, by cause: bad work 工废, bad material 料废, anything else 其他.
package struct ScrapSnapshot: Sendable, Equatable, JSONWritable {
  package let labor: Quantity
  package let material: Quantity
  package let other: Quantity

  package static let none = ScrapSnapshot(labor: .zero, material: .zero, other: .zero)

  package init(labor: Quantity, material: Quantity, other: Quantity) {
    self.labor = labor
    self.material = material
    self.other = other
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    labor = try reader.decimal("labor")
    material = try reader.decimal("material")
    other = try reader.decimal("other")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("labor", labor)
      writer.field("material", material)
      writer.field("other", other)
    }
  }
}
