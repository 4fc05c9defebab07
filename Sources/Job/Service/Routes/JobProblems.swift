/// The job centre's refusals, as clients see them. Its numbers are 13 … 19 of each status.
extension ProblemKind {
  static let quantityAnomaly = ProblemKind(
    409, 13, "job.quantity_anomaly", en: "These quantities cannot be true.", zh: "报工数量异常。")
  static let jobOrderStatus = ProblemKind(
    409, 14, "job.mo_status", en: "The production order is not started.", zh: "生产订单未开工。")
  static let jobOrderCompleted = ProblemKind(
    409, 15, "job.mo_completed", en: "The production order is completed.", zh: "生产订单已完工。")
  static let notItsMaterial = ProblemKind(
    409, 16, "job.not_a_material", en: "The production order does not use this material.",
    zh: "该物料不属于此生产订单。")
  static let nothingMade = ProblemKind(
    409, 17, "mo.nothing_made", en: "Nothing was reported of this order; cancel it instead.",
    zh: "生产订单没有报工记录，请改为取消。")
  static let operationNotFound = ProblemKind(
    404, 17, "job.operation_not_found", en: "The production order has no such operation.",
    zh: "生产订单没有该工序。")
  static let reportNotFound = ProblemKind(
    404, 18, "job.report_not_found", en: "There is no such report.", zh: "报工单不存在。")
}

extension JobRefusal: ProblemConvertible {
  package var problem: Problem {
    switch self {
    case .quantityAnomaly(let anomaly):
      Problem(.quantityAnomaly) { writer in
        writer.field("reason", anomaly.reason.rawValue)
        writer.field("op_no", anomaly.opNo)
        writer.field("quantity", anomaly.quantity)
        writer.field("limit", anomaly.limit)
      }
    case .operationNotFound(let opNo):
      Problem(.operationNotFound) { $0.field("op_no", opNo) }
    case .operationNotNamed:
      Problem.field("op_no", .required)
    case .wrongStatus(let status):
      Problem(.jobOrderStatus) { $0.field("status", status) }
    case .orderCompleted: Problem(.jobOrderCompleted)
    case .reportNotFound: Problem(.reportNotFound)
    case .nothingMade: Problem(.nothingMade)
    case .notItsMaterial(let skuID): .naming(.notItsMaterial, skuIDs: [skuID])
    }
  }
}
