import ProductionDomain
import ProductionService
import StockService

/// How far one operation has come.
struct OperationStatus: ObjectAnswer {
  let opNo: Int
  let name: String?
  let workCenter: String?
  let planned: Quantity
  let output: WorkOutput
  let percent: Percent

  init(_ operation: OperationProgress, of order: ProductionOrder, _ progress: JobProgress) {
    let routing = order.operations.first { $0.opNo == operation.opNo }
    opNo = operation.opNo
    name = routing?.name
    workCenter = routing?.workCenter
    planned = progress.planned
    output = operation.output
    percent = progress.percent(operation.output.good)
  }

  static let shape: [AnswerField<OperationStatus>] = [
    .integer("op_no") { Int64($0.opNo) },
    .optionalText("name") { $0.name },
    .optionalText("work_center") { $0.workCenter },
    .decimal("planned") { $0.planned },
    .decimal("good") { $0.output.good },
    .decimal("defect") { $0.output.defect },
    .decimal("scrap") { (try? $0.output.scrap) ?? .zero },
    .answer("scrap_by_cause") { ScrapAnswer(output: $0.output) },
    .decimal("percent") { $0.percent },
  ]
}

/// How far an order has come.
struct JobStatus: ObjectAnswer {
  let order: ProductionOrder
  let progress: JobProgress

  init(_ order: ProductionOrder, _ progress: JobProgress) {
    self.order = order
    self.progress = progress
  }

  static let shape: [AnswerField<JobStatus>] = [
    .id("mo_id") { $0.order.id },
    .text("mo_no") { $0.order.number },
    .id("sku_id") { $0.order.skuID },
    .text("mo_status") { $0.order.status.rawValue },
    .decimal("planned_qty") { $0.progress.planned },
    .decimal("completed_qty") { $0.progress.completed },
    .decimal("tolerance") { $0.progress.tolerance },
    .decimal("percent") { $0.progress.percent($0.progress.completed) },
    .answer("operations") { status in
      status.progress.operations.map { OperationStatus($0, of: status.order, status.progress) }
    },
  ]
}

/// An order that was ended, the goods that came into stock, and the material that is left over.
struct FinishedJob: ObjectAnswer {
  let status: JobStatus
  let moves: [JobMove]
  let leftover: [MaterialLeftover]

  static let shape: [AnswerField<FinishedJob>] =
    JobStatus.shape.of { $0.status } + [
      .answer("moves") { $0.moves },
      .answer("leftover") { $0.leftover },
    ]
}
