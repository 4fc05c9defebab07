import ItemService
import StockDomain
import StockService

/// `POST /mo/bom/template/create`: a version of what a SKU is made of.
///
/// Its natural key is the SKU with the version's name. Whoever changes bills waits at one gate, so
/// that two of them cannot close a loop together.
enum CreateTemplate {
  static func run(
    _ call: Call, _ request: CreateTemplateRequest
  ) throws -> Recorded<BOMTemplate> {
    let components = try BOMComponent.summed(request.components)
    return try call.once(
      "bom.template", "\(request.skuID)/\(request.label)", contents: request.contents(components)
    ) {
      try create(call, request, components)
    }
  }

  private static func create(
    _ call: Call, _ request: CreateTemplateRequest, _ components: [BOMComponent]
  ) throws -> BOMTemplate {
    let parts = components.map(\.skuID)
    let skuIDs = Set(parts + [request.skuID]).sorted()
    let facts = try ItemAPI.skus(skuIDs, on: call.database)
    try facts.requireKnown([request.skuID] + request.components.map(\.skuID)) { place in
      place == 0 ? "sku_id" : "components[\(place - 1)].sku_id"
    }
    try facts.requireGoods(skuIDs)
    try TemplateStore.passGate(on: call.database)
    let graph = try GraphQueries.graph(
      below: parts.sorted(), of: request.skuID, during: request.window, on: call.database)
    if let cycle = graph.cycle(of: request.skuID, madeOf: parts) {
      throw ProductionRefusal.cycle(cycle)
    }
    try ItemAPI.markUsed(skuIDs, on: call.database)
    if request.isActive {
      try TemplateStore.giveWay(to: request.window, of: request.skuID, on: call.database)
    }
    var template = BOMTemplate(
      skuID: request.skuID, label: request.label, baseQuantity: request.baseQuantity,
      isActive: request.isActive, window: request.window, createdBy: call.caller.userID,
      createdAt: try call.database.now(), components: components,
      operations: request.operations)
    template.id = try TemplateStore.insert(template, on: call.database)
    call.object = "bom:\(template.id)"
    return template
  }
}
