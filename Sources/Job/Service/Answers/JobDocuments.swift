import JobDomain
import Kernel
import StockService
import WebAPI

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
  static let shape: [AnswerField<JobReport>] = [
    .id("report_id") { $0.reportID },
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

  static let shape: [AnswerField<JobMove>] = [
    .id("move_id") { $0.move.moveID },
    .id("sku_id") { $0.move.skuID },
    .id("warehouse_id") { $0.move.warehouseID },
    .decimal("qty") { $0.move.quantity },
    .decimal("on_hand") { $0.move.onHand },
    .decimal("locked") { $0.move.locked },
    .decimal("available") { $0.move.available },
    .id("seq") { $0.move.sequence },
  ]
}
