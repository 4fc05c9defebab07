package import EventModel
package import JSONCoding
package import Kernel

/// What was reported of one operation of an order.
package struct PerformedOperation: Sendable, Equatable, JSONWritable {
  /// 0 for the one operation of an order without a routing.
  package let number: Int
  package let workCenter: String?
  /// By the routing, for one unit.
  package let minutes: Rate
  package let good: Quantity
  package let defect: Quantity
  package let scrap: ScrapSnapshot

  package init(
    number: Int, workCenter: String?, minutes: Rate, good: Quantity, defect: Quantity,
    scrap: ScrapSnapshot
  ) {
    self.number = number
    self.workCenter = workCenter
    self.minutes = minutes
    self.good = good
    self.defect = defect
    self.scrap = scrap
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    number = try reader.count("op_no")
    workCenter = try reader.textOrNil("work_center")
    minutes = try reader.decimal("minutes")
    good = try reader.decimal("good_qty")
    defect = try reader.decimal("defect_qty")
    scrap = try ScrapSnapshot(from: reader.object("scrap"))
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("op_no", number)
      writer.field("work_center", workCenter)
      writer.field("minutes", minutes)
      writer.field("good_qty", good)
      writer.field("defect_qty", defect)
      writer.field("scrap", scrap)
    }
  }
}
