/// The purchase centre's refusals, as clients see them. Its numbers are 47 … 53 of each status.
extension ProblemKind {
  static let purchaseNotFound = ProblemKind(
    404, 47, "po.not_found", en: "There is no such purchase order.", zh: "采购单不存在。")
  static let supplierNotFound = ProblemKind(
    404, 48, "po.supplier_not_found", en: "There is no such supplier.", zh: "供应商不存在。")
  static let purchaseLineNotFound = ProblemKind(
    404, 49, "po.line_not_found", en: "The order has no such lines.", zh: "采购单没有这些行。")
  static let receiptNotFound = ProblemKind(
    404, 50, "po.receipt_not_found", en: "These receipts did not bring these lines.",
    zh: "这些收货单中没有这些行。")
  static let supplierDuplicate = ProblemKind(
    409, 47, "po.supplier_duplicate", en: "A supplier with this code exists.",
    zh: "供应商编码已存在。")
  static let supplierInactive = ProblemKind(
    409, 48, "po.supplier_inactive", en: "Nothing is bought from this supplier any more.",
    zh: "供应商已停用。")
  static let purchaseStatus = ProblemKind(
    409, 49, "po.status", en: "The order's status does not allow this.", zh: "采购单当前状态不允许此操作。")
  static let overReceipt = ProblemKind(
    409, 50, "po.over_receipt", en: "That is more than was ordered.", zh: "收货数量超过订购数量。")
  static let overReturn = ProblemKind(
    409, 51, "po.over_return", en: "That is more than was received.", zh: "退货数量超过已收数量。")
  static let purchaseAmountOutOfRange = ProblemKind(
    409, 52, "po.amount_out_of_range", en: "The amounts are too large to sum.",
    zh: "金额或数量超出可计算范围。")
}

extension PurchaseRefusal: ProblemConvertible {
  package var problem: Problem {
    switch self {
    case .supplierNotFound: Problem(.supplierNotFound)
    case .supplierDuplicate: Problem(.supplierDuplicate)
    case .supplierInactive: Problem(.supplierInactive)
    case .supplierStale: Problem(.versionStale)
    case .orderNotFound: Problem(.purchaseNotFound)
    case .linesNotFound(let numbers):
      Problem(.purchaseLineNotFound, for: numbers) { $1.field("line_no", $0) }
    case .receiptsNotFound(let receipts):
      Problem(.receiptNotFound, for: receipts) { receipt, writer in
        writer.field("line_no", receipt.lineNumber)
        writer.field("receipt_no", receipt.receiptNumber)
      }
    case .wrongStatus(let status):
      Problem(.purchaseStatus) { $0.field("status", status.rawValue) }
    case .overReceipt(let excesses):
      Problem(.overReceipt, for: excesses) { excess, writer in
        writer.field("line_no", excess.lineNumber)
        writer.field("ordered", excess.ordered)
        writer.field("limit", excess.limit)
        writer.field("received", excess.received)
      }
    case .overReturn(let excesses):
      Problem(.overReturn, for: excesses) { excess, writer in
        writer.field("line_no", excess.lineNumber)
        if let number = excess.receiptNumber { writer.field("receipt_no", number) }
        writer.field("requested", excess.requested)
        writer.field("returnable", excess.returnable)
      }
    case .amountOutOfRange: Problem(.purchaseAmountOutOfRange)
    }
  }
}
