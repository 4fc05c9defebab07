import ItemService
import StockDomain
import StockService

/// `POST /po/create`: writes a draft. Its number's counter is locked last.
struct CreatePurchase: Sendable {
  let calendar: BusinessCalendar
  /// What a new order allows above what is ordered.
  let tolerance: Rate

  func run(_ call: Call, _ request: CreatePurchaseRequest) throws -> PurchaseOrder {
    let supplier = try SupplierQueries.supplier(request.supplierID, on: call.database)
    guard supplier.status == .active else { throw PurchaseRefusal.supplierInactive }
    let warehouseID = try call.warehouse(request.warehouseID, for: .receipt)
    let demands = try PurchaseDemand.summed(request.lines)
    let skuIDs = Set(demands.map(\.skuID)).sorted()
    let facts = try ItemAPI.skus(skuIDs, on: call.database)
    try facts.requireKnown(request.lines.map(\.skuID))
    // The same rules as for goods that arrive, told when they are ordered.
    try facts.requireGoods(skuIDs)
    try facts.requirePlaces(
      of: request.lines.map { ($0.skuID, $0.quantity) }, in: call.language)
    try ItemAPI.markUsed(skuIDs, on: call.database)
    let lines = try PurchaseDemand.lines(demands, named: facts.mapValues(\.name))
    let total = try exact(
      try Money.sum(lines.map(\.amount)), orThrow: PurchaseRefusal.amountOutOfRange)
    let now = try call.database.now()
    var order = PurchaseOrder(
      number: try DocumentSeries.next("PO", day: calendar.day(of: now), on: call.database),
      supplierID: supplier.id, warehouseID: warehouseID,
      organisationID: call.caller.organisationID, total: total, tolerance: tolerance,
      expectedAt: request.expectedAt, remark: request.remark, createdBy: call.caller.userID,
      createdAt: now, lines: lines)
    order.id = try PurchaseStore.insert(order, on: call.database)
    call.object = "purchase:\(order.number)"
    return order
  }
}
