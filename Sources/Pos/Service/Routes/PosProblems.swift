/// The POS centre's refusals, as clients see them. Numbers 55 … 59 of each status are its own.
extension ProblemKind {
  static let posDeviceNotFound = ProblemKind(
    404, 55, "pos.device_not_found", en: "There is no such device.", zh: "收银设备不存在。")
  static let posSaleNotFound = ProblemKind(
    404, 56, "pos.sale_not_found", en: "Nothing came under this seq.", zh: "该序号没有销售单。")
  static let posStoreNotFound = ProblemKind(
    404, 57, "pos.store_not_found", en: "There is no such store.", zh: "门店不存在。")
  static let posOtherStore = ProblemKind(
    409, 55, "pos.other_store", en: "The device is registered for another store.",
    zh: "该设备已登记在其他门店。")
  static let posAlreadyApplied = ProblemKind(
    409, 56, "pos.already_applied", en: "The sale is in the books and cannot be skipped.",
    zh: "该销售单已入账，不能跳过。")
  static let posSkipped = ProblemKind(
    409, 57, "pos.skipped", en: "This seq was skipped.", zh: "该序号已被跳过。")
}

extension PosRefusal: ProblemConvertible {
  package var problem: Problem {
    switch self {
    case .deviceNotFound: Problem(.posDeviceNotFound)
    case .saleNotFound: Problem(.posSaleNotFound)
    case .storeNotFound: Problem(.posStoreNotFound)
    case .otherStore: Problem(.posOtherStore)
    case .alreadyApplied: Problem(.posAlreadyApplied)
    case .skipped: Problem(.posSkipped)
    }
  }
}
