/// The cost centre's refusals, as clients see them. Its numbers are 26 … 34 of each status.
extension ProblemKind {
  static let costSKUNotFound = ProblemKind(
    404, 26, "cost.sku_not_found", en: "There is no such SKU.", zh: "SKU 不存在。")
  static let costSheetNotFound = ProblemKind(
    404, 27, "cost.sheet_not_found", en: "There is no completed production order of this id.",
    zh: "没有该编号的已完工生产订单。")
  static let costReceiptNotFound = ProblemKind(
    404, 28, "cost.receipt_not_found", en: "No such goods came by this document.",
    zh: "该单据没有此 SKU 的入库。")
  static let costReceiptReturned = ProblemKind(
    409, 33, "cost.receipt_returned", en: "All these goods went back to their supplier.",
    zh: "该批入库已全部退回供应商。")
  static let costOutOfRange = ProblemKind(
    409, 26, "cost.out_of_range", en: "The amounts are too large to sum.", zh: "金额超出可计算范围。")
  static let periodNotBegun = ProblemKind(
    409, 27, "period.not_begun", en: "This period has not begun.", zh: "该会计期间尚未开始。")
  static let periodNotClosed = ProblemKind(
    409, 28, "period.not_closed", en: "This period is not closed.", zh: "该会计期间未关闭。")
}

extension CostRefusal: ProblemConvertible {
  package var problem: Problem {
    switch self {
    case .skuNotFound: Problem(.costSKUNotFound)
    case .sheetNotFound: Problem(.costSheetNotFound)
    case .receiptNotFound: Problem(.costReceiptNotFound)
    case .receiptReturned: Problem(.costReceiptReturned)
    case .documentAmbiguous(let receipts):
      // What SKUs cost belongs to the whole house.
      .ambiguous(
        receipts.map {
          DocumentCandidate(
            documentID: $0.documentID, organisationID: nil, warehouseID: $0.warehouseID)
        })
    case .outOfRange: Problem(.costOutOfRange)
    case .periodNotBegun: Problem(.periodNotBegun)
    case .periodNotClosed: Problem(.periodNotClosed)
    }
  }
}
