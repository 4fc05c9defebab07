import EventModel

/// Somebody reported work on an operation, or took a report back.
package struct JobReported: EventPayload, EventObject {
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

  package static let shape = EventShape<Self>(
    fields(of: \.order),
    field("report_id", \.reportID),
    field("report_no", \.reportNumber),
    field("op_no", \.opNo),
    field("work_center", \.workCenter),
    field("worker_id", \.workerID),
    fields(of: \.output),
    field("mo_status", \.orderStatus),
    field("completed_qty", \.completed),
    field("reverses", \.reverses),
    field("occurred_at", \.occurredAt),
    make: Self.init)

  package var key: String { order.number }
  package var object: String { "production:\(key)" }
}

/// A production order as the events of its work tell it.
package struct JobOrderSnapshot: EventObject {
  package let productionID: Int64
  package let number: String
  package let skuID: Int64

  package init(productionID: Int64, number: String, skuID: Int64) {
    self.productionID = productionID
    self.number = number
    self.skuID = skuID
  }

  package static let shape = EventShape<Self>(
    field("mo_id", \.productionID),
    field("mo_no", \.number),
    field("sku_id", \.skuID),
    make: Self.init)
}

/// What came out of an operation; scrap by its cause.
package struct JobOutputSnapshot: EventObject {
  package let good: Quantity
  package let defect: Quantity
  package let scrap: ScrapSnapshot

  package init(good: Quantity, defect: Quantity, scrap: ScrapSnapshot) {
    self.good = good
    self.defect = defect
    self.scrap = scrap
  }

  package static let shape = EventShape<Self>(
    field("good_qty", \.good),
    field("defect_qty", \.defect),
    field("scrap", \.scrap),
    make: Self.init)
}
