import ItemService
import Kernel
import MariaDBClient
import ProductionDomain
import StockDomain
import StockService
import Transactions
import WebAPI

/// `POST /mo/bom/template/create`: a version of what a SKU is made of.
///
/// Its natural key is the SKU with the version's name. Whoever changes bills waits at one gate, so
/// that two of them cannot close a loop together.
enum CreateTemplate {
  static func run(
    _ call: Call, _ request: CreateTemplateRequest
  ) throws -> Recorded<BOMTemplate> {
    let components = try BOMComponent.summed(request.components)
    let contents = TemplateContents.text(request, components)
    return try call.once(
      "bom.template", "\(request.skuID)/\(request.label)", contents: contents
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
    try StockRefusal.check(skuIDs, facts)
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
    let templateID = try TemplateStore.insert(
      request, components, by: call.caller.userID, on: call.database)
    return try TemplateQueries.template(templateID, on: call.database)
  }
}

extension StockRefusal {
  /// The same rules as for goods that arrive, told when they are planned.
  static func check(_ skuIDs: [Int64], _ facts: [Int64: SKUInfo]) throws(StockRefusal) {
    let unknown = skuIDs.filter { facts[$0] == nil }
    if !unknown.isEmpty { throw .skuNotFound(unknown) }
    let services = skuIDs.filter { facts[$0]?.isService == true }
    if !services.isEmpty { throw .notStocked(services) }
    let inactive = skuIDs.filter { facts[$0]?.isActive == false }
    if !inactive.isEmpty { throw .skuInactive(inactive) }
  }
}

/// A template's meaning as text, the same for the same meaning. Texts of requests hold no control
/// characters, so that they can part the fields.
enum TemplateContents {
  static func text(_ request: CreateTemplateRequest, _ components: [BOMComponent]) -> String {
    let header = [
      "\(request.baseQuantity)", "\(request.isActive)",
      request.window.from.map { "\($0.microseconds)" } ?? "",
      request.window.to.map { "\($0.microseconds)" } ?? "",
    ]
    let goods = components.map { line in
      ["\(line.skuID)", "\(line.quantity)", "\(line.scrapRate)"].joined(separator: "\u{1F}")
    }
    let steps = request.operations.map { step in
      ["\(step.opNo)", step.name, step.workCenter ?? "", "\(step.minutes)"]
        .joined(separator: "\u{1F}")
    }
    return [header, goods, steps].map { $0.joined(separator: "\u{1E}") }
      .joined(separator: "\u{1D}")
  }
}
