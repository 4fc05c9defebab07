import ProductionDomain
import ProductionService
import StockService

/// Scrap by cause.
struct ScrapAnswer: ObjectAnswer {
  let output: WorkOutput

  static let shape: [AnswerField<ScrapAnswer>] = [
    .decimal("labor") { $0.output.laborScrap },
    .decimal("material") { $0.output.materialScrap },
    .decimal("other") { $0.output.otherScrap },
  ]
}

extension JobReport: ObjectAnswer {
  package static let shape: [AnswerField<JobReport>] = [
    .id("report_id") { $0.id },
    .text("report_no") { $0.number },
    .id("mo_id") { $0.productionID },
    .text("mo_no") { $0.productionNumber },
    .integer("op_no") { Int64($0.opNo) },
    .id("worker_id") { $0.workerID },
    .decimal("good_qty") { $0.output.good },
    .decimal("defect_qty") { $0.output.defect },
    .answer("scrap") { ScrapAnswer(output: $0.output) },
    .id("created_by") { $0.createdBy },
    .instant("created_at") { $0.createdAt },
    .instant("occurred_at") { $0.occurredAt },
    .optionalID("reversed_by") { $0.reversedBy },
    .optionalInstant("reversed_at") { $0.reversedAt },
  ]
}

/// Goods that came or, with a negative quantity, left.
struct JobMove: ObjectAnswer {
  let move: StockMove

  static let shape: [AnswerField<JobMove>] = AnswerField.stockMove { $0.move }
}

/// An order and one of its operations after a report.
struct JobWork: Sendable {
  let order: ProductionOrder
  let progress: JobProgress
  let opNo: Int

  init(
    _ order: ProductionOrder, _ progress: JobProgress, _ opNo: Int
  ) {
    self.order = order
    self.progress = progress
    self.opNo = opNo
  }

  /// The operation's sums.
  var operation: OperationStatus {
    let found = progress.operations.first { $0.opNo == opNo }
    return OperationStatus(found ?? OperationProgress(opNo: opNo), of: order, progress)
  }
}

/// What a report did, or with negative quantities its being taken back.
struct PostedReport: ObjectAnswer {
  let reportID: Int64
  let number: String
  let workerID: Int64
  let output: WorkOutput
  let work: JobWork
  /// The goods that came into stock when the plan was filled.
  let moves: [JobMove]

  static let shape: [AnswerField<PostedReport>] = [
    .id("report_id") { $0.reportID },
    .text("report_no") { $0.number },
    .id("mo_id") { $0.work.order.id },
    .text("mo_no") { $0.work.order.number },
    .text("mo_status") { $0.work.order.status.rawValue },
    .integer("op_no") { Int64($0.work.opNo) },
    .id("worker_id") { $0.workerID },
    .decimal("good_qty") { $0.output.good },
    .decimal("defect_qty") { $0.output.defect },
    .answer("scrap") { ScrapAnswer(output: $0.output) },
    .decimal("planned_qty") { $0.work.progress.planned },
    .decimal("completed_qty") { $0.work.progress.completed },
    .answer("operation") { $0.work.operation },
    .answer("moves") { $0.moves },
  ]
}

/// Material that was lost, and the move that replaced it.
struct PostedLoss: ObjectAnswer {
  let lossID: Int64
  let number: String
  let lost: SKUQuantity
  let reason: String
  let order: ProductionOrder
  let moves: [JobMove]

  static let shape: [AnswerField<PostedLoss>] = [
    .id("loss_id") { $0.lossID },
    .text("loss_no") { $0.number },
    .id("mo_id") { $0.order.id },
    .text("mo_no") { $0.order.number },
    .id("sku_id") { $0.lost.skuID },
    .decimal("qty") { $0.lost.quantity },
    .text("reason") { $0.reason },
    .answer("moves") { $0.moves },
  ]
}
