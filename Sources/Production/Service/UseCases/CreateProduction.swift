import ItemService
import StockDomain
import StockService

/// `POST /mo/create`: writes an order with its bill of material and routing, as they are now and
/// will stay. Its number's counter is locked last.
struct CreateProduction: Sendable {
  let calendar: BusinessCalendar

  func run(_ call: Call, _ request: CreateProductionRequest) throws -> ProductionOrder {
    let warehouseID = try call.warehouse(request.warehouseID, for: .receipt)
    let template = try template(request, call)
    let skuIDs = Set(template.components.map(\.skuID) + [request.skuID]).sorted()
    let facts = try ItemAPI.skus(skuIDs, on: call.database)
    try facts.requireGoods(skuIDs)
    try facts.requirePlaces(
      of: [(request.skuID, request.quantity)], in: call.language, field: { _ in "qty" })
    try ItemAPI.markUsed(skuIDs, on: call.database)
    let materials = try template.materials(for: request.quantity)
    let now = try call.database.now()
    var order = ProductionOrder(
      number: try DocumentSeries.next("MO", day: calendar.day(of: now), on: call.database),
      skuID: request.skuID, name: facts[request.skuID]?.name ?? "", quantity: request.quantity,
      baseQuantity: template.baseQuantity, templateID: template.id, warehouseID: warehouseID,
      organisationID: call.caller.organisationID, plannedStart: request.plannedStart,
      createdBy: call.caller.userID, createdAt: now, readAt: now,
      operations: template.operations, materials: materials)
    order.id = try ProductionStore.insert(order, on: call.database)
    call.object = "production:\(order.number)"
    return order
  }

  /// The version that is named, else the one in force.
  private func template(_ request: CreateProductionRequest, _ call: Call) throws -> BOMTemplate {
    if let templateID = request.templateID {
      let template = try TemplateQueries.template(templateID, on: call.database)
      guard template.skuID == request.skuID else { throw ProductionRefusal.noTemplate }
      return template
    }
    if let template = try TemplateQueries.inForce(request.skuID, on: call.database) {
      return template
    }
    // A SKU that nobody knows is told as such.
    let facts = try ItemAPI.skus([request.skuID], on: call.database)
    try facts.requireGoods([request.skuID])
    throw ProductionRefusal.noTemplate
  }
}
