/// The production centre's refusals, as clients see them. Its numbers are 3 … 12 of each status.
extension ProblemKind {
  package static let productionNotFound = ProblemKind(
    404, 3, "mo.not_found", en: "There is no such production order.", zh: "生产订单不存在。")
  static let templateNotFound = ProblemKind(
    404, 4, "bom.not_found", en: "There is no such bill of material.", zh: "物料清单不存在。")
  static let materialNotFound = ProblemKind(
    404, 5, "mo.material_not_found", en: "The order has no such materials.", zh: "生产订单没有这些物料。")
  static let mixedScrapRates = ProblemKind(
    400, 3, "bom.mixed_scrap_rates", en: "One component is named with different scrap rates.",
    zh: "同一组件的损耗率不一致。")
  static let billCycle = ProblemKind(
    409, 3, "bom.cycle", en: "The product would go into itself.", zh: "物料清单存在循环引用。")
  static let noTemplate = ProblemKind(
    409, 5, "mo.no_bom", en: "No bill of material of this SKU is in force.",
    zh: "该 SKU 没有生效的物料清单。")
  package static let productionStatus = ProblemKind(
    409, 6, "mo.status", en: "The order's status does not allow this.", zh: "生产订单当前状态不允许此操作。")
  package static let materialShort = ProblemKind(
    409, 7, "mo.material_short", en: "Not all of the material is there.", zh: "物料不足。")
  static let materialOverReturn = ProblemKind(
    409, 8, "mo.over_return", en: "That is more than was issued.", zh: "退料数量超过已领数量。")
  static let hasReports = ProblemKind(
    409, 9, "mo.has_reports",
    en: "Good pieces were reported; finish the order, or reverse the reports first.",
    zh: "已有合格品报工，请完工或先冲销报工。")
  package static let productionQuantityOutOfRange = ProblemKind(
    409, 10, "mo.quantity_out_of_range", en: "The quantities are too large to reckon with.",
    zh: "数量超出可计算范围。")
  static let explosionTooLarge = ProblemKind(
    409, 11, "bom.explosion_too_large", en: "The explosion has too many lines.",
    zh: "物料清单展开行数过多。")
}

extension ProductionRefusal: ProblemConvertible {
  package var problem: Problem {
    switch self {
    case .notFound: Problem(.productionNotFound)
    case .templateNotFound: Problem(.templateNotFound)
    case .cycle(let skuIDs): .naming(.billCycle, skuIDs: skuIDs)
    case .noTemplate: Problem(.noTemplate)
    case .mixedScrapRates(let skuID): .naming(.mixedScrapRates, skuIDs: [skuID])
    case .wrongStatus(let status, let material):
      Problem(.productionStatus) {
        $0.field("status", status.rawValue)
        $0.field("material_status", material.rawValue)
      }
    case .materialShort(let shortages):
      Problem(.materialShort, for: shortages) { shortage, writer in
        writer.field("sku_id", shortage.skuID)
        writer.field("required", shortage.required)
        writer.field("available", shortage.available)
      }
    case .materialsNotFound(let skuIDs): .naming(.materialNotFound, skuIDs: skuIDs)
    case .overReturn(let excesses):
      Problem(.materialOverReturn, for: excesses) { excess, writer in
        writer.field("sku_id", excess.skuID)
        writer.field("requested", excess.requested)
        writer.field("returnable", excess.returnable)
      }
    case .hasReports: Problem(.hasReports)
    case .quantityOutOfRange: Problem(.productionQuantityOutOfRange)
    case .explosionTooLarge: Problem(.explosionTooLarge)
    }
  }
}
