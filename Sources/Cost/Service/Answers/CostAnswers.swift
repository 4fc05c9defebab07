/// What a SKU is worth now.
struct CostAnswer: ObjectAnswer {
  let account: CostAccount
  let updatedAt: Instant

  static let shape: [AnswerField<CostAnswer>] = [
    .id("sku_id") { $0.account.skuID },
    .choice("method") { $0.account.state.policy.method },
    .sum("unit_cost") { $0.account.state.unitCost },
    .optionalDecimal("standard_cost") { $0.account.state.policy.standardCost },
    .sum("on_hand") { $0.account.state.onHand },
    .sum("value") { $0.account.state.value },
    .integer("seq") { $0.account.lastSequence },
    .flag("waiting") { $0.account.hasWaiting },
    .instant("updated_at") { $0.updatedAt },
  ]
}

/// One entry of a SKU's ledger.
struct HistoryItem: ObjectAnswer {
  let entry: LedgerEntry
  let at: Instant

  static let shape: [AnswerField<HistoryItem>] = [
    .positive("entry") { $0.entry.number },
    .choice("kind") { $0.entry.kind },
    .optionalID("seq") { $0.entry.move?.sequence },
    .optionalID("move_id") { $0.entry.move?.moveID },
    .optionalID("warehouse_id") { $0.entry.move?.warehouseID },
    .decimal("qty") { $0.entry.move?.quantity ?? .zero },
    .optionalDecimal("unit_cost") { $0.entry.unitCost },
    .optionalSum("given") { $0.entry.given },
    .sum("amount") { $0.entry.amount },
    .sum("variance") { $0.entry.variance },
    .sum("on_hand") { $0.entry.onHand },
    .sum("value") { $0.entry.value },
    .sum("average") { $0.entry.average },
    .text("ref_type") { $0.entry.document.type },
    .text("ref_no") { $0.entry.document.number },
    .optionalID("document_id") { $0.entry.document.id },
    .optionalText("origin_type") { $0.entry.origin?.type },
    .optionalText("origin_no") { $0.entry.origin?.number },
    .optionalID("origin_document_id") { $0.entry.origin?.id },
    .optionalText("reason") { $0.entry.reason },
    .instant("occurred_at") { $0.entry.occurredAt ?? $0.at },
    .instant("created_at") { $0.at },
  ]
}

/// Why a sheet's total is not the standard one.
extension SheetFigures: ObjectAnswer {
  package static let shape: [AnswerField<SheetFigures>] = [
    .sum("price") { $0.priceVariance },
    .sum("usage") { $0.usageVariance },
    .sum("labor") { $0.laborVariance },
  ]
}

extension CostSheet: ObjectAnswer {
  package static let shape: [AnswerField<CostSheet>] = [
    .optionalID("mo_id") { $0.orderID },
    .text("mo_no") { $0.number },
    .optionalID("sku_id") { $0.skuID },
    .choice("status") { $0.status },
    .sum("material") { $0.figures.material },
    .sum("labor") { $0.figures.labor },
    .sum("overhead") { $0.figures.overhead },
    .sum("total") { $0.figures.total },
    .decimal("planned_qty") { $0.planned },
    .decimal("good_qty") { $0.good },
    .decimal("defect_qty") { $0.defect },
    .decimal("scrap_qty") { $0.scrap },
    .sum("unit_cost") { $0.figures.unitCost },
    .sum("standard_total") { $0.figures.standardTotal },
    .answer("variances") { $0.figures },
    .integer("revision") { $0.revision },
    .flag("cancelled") { $0.isCancelled },
    .optionalInstant("occurred_at") { $0.occurredAt },
    .optionalInstant("completed_at") { $0.completedAt },
    .optionalInstant("settled_at") { $0.settledAt },
  ]
}

/// What a calculation from the ledger came to.
struct CalculationAnswer: ObjectAnswer {
  /// A figure that is not what the ledger makes it.
  struct Difference: ObjectAnswer {
    let skuID: Int64?
    let orderID: Int64?
    /// Of the ledger; nil for the figure of now.
    let entry: Int64?
    let field: String
    let stored: String
    let calculated: String

    static let shape: [AnswerField<Difference>] = [
      .optionalID("sku_id") { $0.skuID },
      .optionalID("mo_id") { $0.orderID },
      .optionalID("entry") { $0.entry },
      .text("field") { $0.field },
      .text("stored") { $0.stored },
      .text("calculated") { $0.calculated },
    ]
  }

  /// SKUs and production orders.
  let checked: Int64
  let different: [Difference]

  static let shape: [AnswerField<CalculationAnswer>] = [
    .integer("checked") { $0.checked },
    .answer("different") { $0.different },
  ]
}

/// A late price, and what became of the difference.
struct AdjustmentAnswer: ObjectAnswer {
  let number: String
  let skuID: Int64
  /// The receipt's document; nil for those of before there were ids.
  let documentID: Int64?
  /// New price less the old, for all that came and did not go back to the supplier.
  let total: CostValue
  /// The part of it that changed the value of what is on hand.
  let amount: CostValue
  /// The part that belongs to what has left.
  let variance: CostValue
  let unitCost: CostValue
  let value: CostValue

  static let shape: [AnswerField<AdjustmentAnswer>] = [
    .text("adjust_no") { $0.number },
    .id("sku_id") { $0.skuID },
    .optionalID("document_id") { $0.documentID },
    .sum("total") { $0.total },
    .sum("amount") { $0.amount },
    .sum("variance") { $0.variance },
    .sum("unit_cost") { $0.unitCost },
    .sum("value") { $0.value },
  ]
}

/// An accounting period that is closed, or was until now.
struct PeriodAnswer: ObjectAnswer {
  enum Status: String, CaseIterable {
    case closed
    case open
  }

  let period: ClosedPeriods.Period
  let status: Status

  static let shape: [AnswerField<PeriodAnswer>] = [
    .text("period") { $0.period.name },
    .choice("status") { $0.status },
    .instant("starts_at") { $0.period.start },
    .instant("ends_at") { $0.period.end },
    .instant("closed_at") { $0.period.closedAt },
    .id("closed_by") { $0.period.closedBy },
  ]
}

extension WorkRate: ObjectAnswer {
  package static let shape: [AnswerField<WorkRate>] = [
    .optionalText("work_center") { $0.workCenter },
    .decimal("labor_per_hour") { $0.laborPerHour },
    .decimal("overhead_per_hour") { $0.overheadPerHour },
    .instant("valid_from") { $0.validFrom },
    .instant("updated_at") { $0.updatedAt },
  ]
}
