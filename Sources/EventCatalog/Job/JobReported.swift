package import EventModel
package import JSONCoding
package import Kernel

/// Somebody reported work on an operation, or took a report back.
package struct JobReported: EventPayload, Equatable {
  package static let type = "JobReported"
  package static let version = 2
  package static let centre = "job"

  package let order: JobOrderSnapshot
  package let reportID: Int64
  package let reportNumber: String
  package let opNo: Int
  package let workCenter: String?
  package let workerID: Int64
  /// Negative when a report is taken back.
  package let output: JobOutputSnapshot
  /// The order's status and what it has made, after the report.
  package let orderStatus: String
  package let completed: Quantity
  /// The number of the report that is taken back; nil for a report.
  package let reverses: String?
  /// When it happened; absent: when it was written, and in events of version 1.
  package let occurredAt: Instant?

  package init(
    _ order: JobOrderSnapshot, reportID: Int64, reportNumber: String, opNo: Int,
    workCenter: String?,
    workerID: Int64, output: JobOutputSnapshot, orderStatus: String, completed: Quantity,
    reverses: String?, occurredAt: Instant?
  ) {
    self.occurredAt = occurredAt
    self.order = order
    self.reportID = reportID
    self.reportNumber = reportNumber
    self.opNo = opNo
    self.workCenter = workCenter
    self.workerID = workerID
    self.output = output
    self.orderStatus = orderStatus
    self.completed = completed
    self.reverses = reverses
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try JobOrderSnapshot(from: reader)
    reportID = try reader.integer("report_id")
    reportNumber = try reader.text("report_no")
    opNo = try reader.count("op_no")
    workCenter = try reader.textOrNil("work_center")
    workerID = try reader.integer("worker_id")
    output = try JobOutputSnapshot(from: reader)
    orderStatus = try reader.text("mo_status")
    completed = try reader.decimal("completed_qty")
    reverses = try reader.textOrNil("reverses")
    occurredAt = try reader.instantOrNil("occurred_at")
  }

  package var key: String { order.number }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("report_id", reportID)
      writer.field("report_no", reportNumber)
      writer.field("op_no", opNo)
      writer.field("work_center", workCenter)
      writer.field("worker_id", workerID)
      output.writeFields(to: &writer)
      writer.field("mo_status", orderStatus)
      writer.field("completed_qty", completed)
      writer.field("reverses", reverses)
      writer.field("occurred_at", occurredAt)
    }
  }
}
