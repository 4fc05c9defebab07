import ItemService
import Kernel
import MariaDBClient
import ProductionDomain
import StockDomain
import StockService
import Transactions
import WebAPI

/// `POST /mo/create`: writes an order with its bill of material and routing, as they are now and
/// will stay. Its number's counter is locked last.
struct CreateProduction: Sendable {
  let calendar: BusinessCalendar

  func run(_ call: Call, _ request: CreateProductionRequest) throws -> ProductionOrder {
    let warehouseID = try call.warehouse(request.warehouseID, for: .receipt)
    let template = try template(request, call)
    let skuIDs = Set(template.components.map(\.skuID) + [request.skuID]).sorted()
    let facts = try ItemAPI.skus(skuIDs, on: call.database)
    try StockRefusal.check(skuIDs, facts)
    try facts.requirePlaces(
      of: [(request.skuID, request.quantity)], in: call.language, field: { _ in "qty" })
    try ItemAPI.markUsed(skuIDs, on: call.database)
    let materials = try materials(request.quantity, template)
    let now = try call.database.now()
    let day = calendar.day(of: now)
    let sequence = try DocumentSeries.next(ProductionNumber.series(day), on: call.database)
    var order = ProductionOrder(
      productionID: 0, productionNumber: ProductionNumber(day: day, sequence: sequence).description,
      skuID: request.skuID, name: facts[request.skuID]?.name ?? "", quantity: request.quantity,
      baseQuantity: template.baseQuantity, templateID: template.templateID,
      warehouseID: warehouseID, organisation: call.caller.organisationID,
      status: .created, materialStatus: .none, plannedStart: request.plannedStart,
      createdBy: call.caller.userID, createdAt: now, reported: 0, good: .zero, version: 1,
      readAt: now, operations: template.operations, materials: materials)
    order.productionID = try ProductionStore.insert(order, on: call.database)
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
    try StockRefusal.check([request.skuID], facts)
    throw ProductionRefusal.noTemplate
  }

  private func materials(
    _ quantity: Quantity, _ template: BOMTemplate
  ) throws(ProductionRefusal) -> [ProductionMaterial] {
    var materials: [ProductionMaterial] = []
    for component in template.components {
      materials.append(
        ProductionMaterial(
          component: component,
          required: try component.required(for: quantity, base: template.baseQuantity),
          issued: .zero, returned: .zero, shortAvailable: nil))
    }
    return materials
  }
}
