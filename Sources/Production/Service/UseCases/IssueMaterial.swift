import ItemService
import Kernel
import MariaDBClient
import ProductionDomain
import StockDomain
import StockService

/// Takes an order's material out of its warehouse: all of it or nothing. The caller holds the
/// order's row.
enum IssueMaterial {
  enum Outcome {
    case issued(StockPosting)
    case short([MaterialShortage])
  }

  /// Changes `order` and its materials' rows, not yet the order's own row. When it is short nothing
  /// is written at all but in `order`.
  static func run(
    _ order: inout ProductionOrder, for document: StockReference, on database: DatabaseConnection
  ) throws -> Outcome {
    let lines = lines(of: order)
    let facts = try ItemAPI.skus(lines.map(\.skuID).sorted(), on: database)
    do {
      let posting = try StockAPI.withdraw(
        lines, warehouse: order.warehouseID, facts: facts, for: document, on: database)
      try noteIssued(&order, on: database)
      return .issued(posting)
    } catch StockRefusal.insufficient(let shortages) {
      noteShort(&order, shortages)
      return .short(order.shortages)
    }
  }

  /// What an order takes from its warehouse.
  static func lines(of order: ProductionOrder) -> [StockLine] {
    order.materials.map { StockLine(skuID: $0.skuID, quantity: $0.required) }
  }

  /// These quantities of an order's materials.
  static func lines(_ quantities: [Int64: Quantity]) -> [StockLine] {
    quantities.filter(\.value.isPositive).sorted { $0.key < $1.key }
      .map { StockLine(skuID: $0.key, quantity: $0.value) }
  }

  /// As much of each material left as was needed: changes `order` and its materials' rows. Nothing
  /// more is asked for.
  static func noteIssued(
    _ order: inout ProductionOrder, _ needed: [Int64: Quantity], on database: DatabaseConnection
  ) throws(DatabaseError) {
    for index in order.materials.indices {
      order.materials[index].issued = needed[order.materials[index].skuID] ?? .zero
      order.materials[index].shortAvailable = nil
    }
    order.materialStatus = .issued
    try ProductionStore.issueInPart(order, on: database)
  }

  /// All of it left: changes `order` and its materials' rows.
  static func noteIssued(
    _ order: inout ProductionOrder, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try ProductionStore.issue(order.productionID, on: database)
    for index in order.materials.indices {
      order.materials[index].issued = order.materials[index].required
      order.materials[index].shortAvailable = nil
    }
    order.materialStatus = .issued
  }

  /// Some of it was not there: changes `order` only.
  static func noteShort(_ order: inout ProductionOrder, _ shortages: [StockShortage]) {
    let available = Dictionary(
      shortages.map { ($0.skuID, $0.available) }, uniquingKeysWith: { $1 })
    for index in order.materials.indices {
      order.materials[index].shortAvailable = available[order.materials[index].skuID]
    }
    order.materialStatus = .short
  }
}

extension ProductionOrder {
  /// What was missing when its material was last asked for.
  var shortages: [MaterialShortage] {
    materials.compactMap { material in
      material.shortAvailable.map {
        MaterialShortage(skuID: material.skuID, required: material.required, available: $0)
      }
    }
  }
}
