/// The stock centre's problems: numbers 1 and 40 … 54.
extension ProblemKind {
  package static let stockInsufficient = ProblemKind(
    409, 1, "stock.insufficient", en: "Not enough stock.", zh: "库存不足。")
  static let stockLockOwned = ProblemKind(
    409, 40, "stock.lock_owned",
    en: "This lock belongs to an order; pay or cancel the order instead.",
    zh: "该锁定属于订单，请通过支付或取消订单处理。")
  static let stockLockExpired = ProblemKind(
    409, 41, "stock.lock_expired", en: "The lock has expired.", zh: "库存锁定已过期。")
  static let stockWarehouseDuplicate = ProblemKind(
    409, 42, "stock.warehouse_duplicate", en: "A warehouse with this code exists.",
    zh: "仓库编码已存在。")
  static let stockCountedBelowLocked = ProblemKind(
    409, 43, "stock.counted_below_locked",
    en: "Fewer goods were counted than are locked; release a lock first.",
    zh: "盘点数量低于已锁定数量，请先释放锁定。")
  package static let stockQuantityOverflow = ProblemKind(
    409, 44, "stock.quantity_overflow", en: "The quantity would become too large.",
    zh: "数量超出系统可表示的范围。")
  package static let stockNotStocked = ProblemKind(
    409, 45, "stock.not_stocked", en: "Services have no stock.", zh: "服务类商品没有库存。")
  package static let stockSKUInactive = ProblemKind(
    409, 46, "stock.sku_inactive", en: "The item is not active.", zh: "商品已停用。")
  static let stockOverReturn = ProblemKind(
    409, 53, "stock.over_return", en: "That is more than is left of the receipt.",
    zh: "退货数量超过该入库单的剩余数量。")
  package static let stockWarehouseNotFound = ProblemKind(
    404, 40, "stock.warehouse_not_found", en: "There is no such warehouse.", zh: "仓库不存在。")
  static let stockLockNotFound = ProblemKind(
    404, 41, "stock.lock_not_found", en: "There is no such lock.", zh: "库存锁定不存在。")
  package static let stockSKUNotFound = ProblemKind(
    404, 42, "stock.sku_not_found", en: "There is no such SKU.", zh: "SKU 不存在。")
  static let stockOrganisationNotFound = ProblemKind(
    404, 43, "stock.org_not_found", en: "There is no such organisation.", zh: "组织不存在。")
  static let stockReceiptNotFound = ProblemKind(
    404, 45, "stock.receipt_not_found", en: "There is no such receipt.", zh: "采购入库单不存在。")
}

extension StockRefusal: ProblemConvertible {
  /// What a client reads.
  package var problem: Problem {
    switch self {
    case .insufficient(let shortages), .insufficientAtGate(let shortages):
      Self.problem(shortages, ofLines: [], gifts: [])
    case .warehouseNotFound: Problem(.stockWarehouseNotFound)
    case .organisationNotFound: Problem(.stockOrganisationNotFound)
    case .warehouseDuplicate: Problem(.stockWarehouseDuplicate)
    case .skuNotFound(let ids): .naming(.stockSKUNotFound, skuIDs: ids)
    case .notStocked(let ids): .naming(.stockNotStocked, skuIDs: ids)
    case .skuInactive(let ids): .naming(.stockSKUInactive, skuIDs: ids)
    case .lockNotFound: Problem(.stockLockNotFound)
    case .lockOwned: Problem(.stockLockOwned)
    case .lockExpired: Problem(.stockLockExpired)
    case .countedBelowLocked(let lines): Self.problem(lines)
    case .quantityOverflow: Problem(.stockQuantityOverflow)
    case .numberReserved: Problem(.documentConflict)
    case .receiptNotFound: Problem(.stockReceiptNotFound)
    case .overReturn(let ids): .naming(.stockOverReturn, skuIDs: ids)
    }
  }

  /// The same in the words of a request.
  /// - Parameters:
  ///   - skuIDs: of the request's lines, in order
  ///   - gifts: what is short because it comes along for nothing
  package func told(ofLines skuIDs: [Int64], gifts: Set<Int64> = []) -> any Error {
    if shortages.isEmpty { return self }
    return Self.problem(shortages, ofLines: skuIDs, gifts: gifts)
  }

  private static func problem(
    _ shortages: [StockShortage], ofLines skuIDs: [Int64], gifts: Set<Int64>
  ) -> Problem {
    return Problem(.stockInsufficient, for: shortages) { shortage, writer in
      writer.field("line_no", skuIDs.firstIndex(of: shortage.skuID).map { $0 + 1 })
      writer.field("sku_id", shortage.skuID)
      writer.field("name", shortage.name)
      writer.field("warehouse_id", shortage.warehouseID)
      writer.field("requested", shortage.requested)
      writer.field("available", shortage.available)
      writer.field("gift", gifts.contains(shortage.skuID))
    }
  }

  private static func problem(_ lines: [CountedBelowLocked]) -> Problem {
    return Problem(.stockCountedBelowLocked, for: lines) { line, writer in
      writer.field("sku_id", line.skuID)
      writer.field("counted", line.counted)
      writer.field("locked", line.locked)
    }
  }
}
