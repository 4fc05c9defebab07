import CostDomain
import JSONCoding
import Kernel
import WebAPI

extension AnswerField {
  /// A decimal with more digits than a line's, as text like all decimals.
  static func wide<Unit: DecimalUnit>(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> WideDecimal<Unit>
  ) -> AnswerField {
    AnswerField(name, { .decimal(places: Unit.places) }) {
      $1.string(get($0).description)
    }
  }

  static func optionalWide<Unit: DecimalUnit>(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> WideDecimal<Unit>?
  ) -> AnswerField {
    AnswerField(name, { .nullable(.decimal(places: Unit.places)) }) { owner, writer in
      if let value = get(owner) { writer.string(value.description) } else { writer.null() }
    }
  }
}

/// What a SKU is worth now.
struct CostAnswer: ObjectAnswer {
  let account: CostAccount
  let updatedAt: Instant

  static let shape: [AnswerField<CostAnswer>] = [
    .id("sku_id") { $0.account.skuID },
    .choice("method") { $0.account.state.policy.method },
    .wide("unit_cost") { $0.account.state.unitCost },
    .optionalDecimal("standard_cost") { $0.account.state.policy.standardCost },
    .wide("on_hand") { $0.account.state.onHand },
    .wide("value") { $0.account.state.value },
    .integer("seq") { $0.account.lastSeq },
    .flag("waiting") { $0.account.hasWaiting },
    .instant("updated_at") { $0.updatedAt },
  ]
}

/// One entry of a SKU's ledger.
struct HistoryItem: ObjectAnswer {
  let entry: LedgerEntry
  let at: Instant

  static let shape: [AnswerField<HistoryItem>] = [
    .id("entry") { $0.entry.entry },
    .choice("kind") { $0.entry.kind },
    .optionalID("seq") { $0.entry.move?.seq },
    .optionalID("move_id") { $0.entry.move?.moveID },
    .optionalID("warehouse_id") { $0.entry.move?.warehouseID },
    .decimal("qty") { $0.entry.move?.quantity ?? .zero },
    .optionalDecimal("unit_cost") { $0.entry.unitCost },
    .optionalWide("given") { $0.entry.given },
    .wide("amount") { $0.entry.amount },
    .wide("variance") { $0.entry.variance },
    .wide("on_hand") { $0.entry.onHand },
    .wide("value") { $0.entry.value },
    .wide("average") { $0.entry.average },
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

/// What a completed production order cost. Until all its material is valued it is pending, and its
/// figures are zero.
struct SheetAnswer: ObjectAnswer {
  struct Variances: ObjectAnswer {
    let price: CostValue
    let usage: CostValue
    let labor: CostValue

    static let shape: [AnswerField<Variances>] = [
      .wide("price") { $0.price },
      .wide("usage") { $0.usage },
      .wide("labor") { $0.labor },
    ]
  }

  let sheet: CostSheet
  let planned: Quantity
  let defect: Quantity
  let scrap: Quantity
  let material: CostValue
  let labor: CostValue
  let overhead: CostValue
  let unitCost: CostValue
  let laborVariance: CostValue
  let completedAt: Instant?
  let settledAt: Instant?
  /// Whose order it is; nil when its completion did not say.
  let organisationID: Int64?
  /// What the goods came into stock for.
  let receiptTotal: CostValue?
  /// What changes of the sheet came to since, as late prices of the goods.
  let lateTotal: CostValue
  /// 1 when it was settled; each later change raises it.
  let revision: Int64
  /// Whether the order was given up: the sheet says what was lost.
  let isCancelled: Bool

  var variances: Variances {
    Variances(
      price: sheet.settled.priceVariance, usage: sheet.settled.usageVariance,
      labor: laborVariance)
  }

  static let shape: [AnswerField<SheetAnswer>] = [
    .optionalID("mo_id") { $0.sheet.orderID },
    .text("mo_no") { $0.sheet.number },
    .optionalID("sku_id") { $0.sheet.skuID },
    .choice("status") { $0.sheet.status },
    .wide("material") { $0.material },
    .wide("labor") { $0.labor },
    .wide("overhead") { $0.overhead },
    .wide("total") { $0.sheet.settled.total },
    .decimal("planned_qty") { $0.planned },
    .decimal("good_qty") { $0.sheet.good },
    .decimal("defect_qty") { $0.defect },
    .decimal("scrap_qty") { $0.scrap },
    .wide("unit_cost") { $0.unitCost },
    .wide("standard_total") { $0.sheet.settled.standardTotal },
    .answer("variances") { $0.variances },
    .integer("revision") { $0.revision },
    .flag("cancelled") { $0.isCancelled },
    .optionalInstant("occurred_at") { $0.sheet.occurredAt },
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
    .wide("total") { $0.total },
    .wide("amount") { $0.amount },
    .wide("variance") { $0.variance },
    .wide("unit_cost") { $0.unitCost },
    .wide("value") { $0.value },
  ]
}
