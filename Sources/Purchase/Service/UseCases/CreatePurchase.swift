import ItemService
import Kernel
import MariaDBClient
import PurchaseDomain
import StockDomain
import StockService
import Transactions
import WebAPI

/// `POST /po/create`: writes a draft. Its number's counter is locked last.
struct CreatePurchase: Sendable {
  let calendar: BusinessCalendar
  /// What a new order allows above what is ordered.
  let tolerance: Rate

  func run(_ call: Call, _ request: CreatePurchaseRequest) throws -> PurchaseOrder {
    let supplier = try SupplierStore.supplier(request.supplierID, on: call.database)
    guard supplier.status == .active else { throw PurchaseRefusal.supplierInactive }
    let warehouseID = try call.warehouse(request.warehouseID, for: .receipt)
    let demands = try PurchaseDemand.summed(request.lines)
    let skuIDs = Set(demands.map(\.skuID)).sorted()
    let facts = try ItemAPI.skus(skuIDs, on: call.database)
    try facts.requireKnown(request.lines.map(\.skuID))
    try check(skuIDs, facts)
    try facts.requirePlaces(
      of: request.lines.map { ($0.skuID, $0.quantity) }, in: call.language)
    try ItemAPI.markUsed(skuIDs, on: call.database)
    let lines = try lines(demands, facts)
    let now = try call.database.now()
    let day = calendar.day(of: now)
    let sequence = try DocumentSeries.next(PurchaseNumber.series(day), on: call.database)
    var order = PurchaseOrder(
      orderID: 0, number: PurchaseNumber(day: day, sequence: sequence).description,
      supplierID: request.supplierID, warehouseID: warehouseID,
      organisationID: call.caller.organisationID, status: .draft, total: try total(of: lines),
      tolerance: tolerance, expectedAt: request.expectedAt, remark: request.remark,
      createdBy: call.caller.userID, createdAt: now, lines: lines)
    order.orderID = try PurchaseStore.insert(order, on: call.database)
    return order
  }

  /// The same rules as for goods that arrive, told when they are ordered.
  private func check(_ skuIDs: [Int64], _ facts: [Int64: SKUInfo]) throws(StockRefusal) {
    let services = skuIDs.filter { facts[$0]?.isService == true }
    if !services.isEmpty { throw .notStocked(services) }
    let inactive = skuIDs.filter { facts[$0]?.isActive == false }
    if !inactive.isEmpty { throw .skuInactive(inactive) }
  }

  private func lines(
    _ demands: [PurchaseDemand], _ facts: [Int64: SKUInfo]
  ) throws(PurchaseRefusal) -> [PurchaseLine] {
    var lines: [PurchaseLine] = []
    for demand in demands {
      // The price becomes the unit cost of what arrives, which has fewer places before the point.
      _ = try UnitCost(price: demand.price)
      lines.append(
        PurchaseLine(
          lineNumber: lines.count + 1, skuID: demand.skuID,
          name: facts[demand.skuID]?.name ?? "", quantity: demand.quantity,
          price: demand.price, amount: try demand.amount))
    }
    return lines
  }

  private func total(of lines: [PurchaseLine]) throws(PurchaseRefusal) -> Money {
    do throws(DecimalFault) {
      return try Money.sum(lines.map(\.amount))
    } catch {
      throw .amountOutOfRange
    }
  }
}

extension FixedDecimal where Unit == CostUnit {
  /// What one unit costs that was bought at this price.
  init(price: UnitPrice) throws(PurchaseRefusal) {
    do throws(DecimalFault) {
      self = try price.converted()
    } catch {
      throw .amountOutOfRange
    }
  }
}
