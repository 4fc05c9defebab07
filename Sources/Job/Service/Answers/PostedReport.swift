import JobDomain
import Kernel
import ProductionService
import WebAPI

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
    .id("mo_id") { $0.work.order.productionID },
    .text("mo_no") { $0.work.order.productionNumber },
    .text("mo_status") { $0.work.order.statusCode },
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
  let request: LossRequest
  let order: ProductionOrder
  let moves: [JobMove]

  static let shape: [AnswerField<PostedLoss>] = [
    .id("loss_id") { $0.lossID },
    .text("loss_no") { $0.request.number },
    .id("mo_id") { $0.order.productionID },
    .text("mo_no") { $0.order.productionNumber },
    .id("sku_id") { $0.request.skuID },
    .decimal("qty") { $0.request.quantity },
    .text("reason") { $0.request.reason },
    .answer("moves") { $0.moves },
  ]
}
