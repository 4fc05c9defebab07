import EventModel
import EventStream
import ItemService
import Kernel
import MariaDBClient
import WebAPI

/// What every writing call of the stock centre does alike.
extension Call {
  /// The program in the events' `source`.
  static let stockSource = "erp-stock"

  /// The facts of the SKUs of a request's lines, all of which are there, and whose units hold the
  /// lines' quantities. 1 round trip.
  /// - Parameter lines: as they were sent
  func facts(of lines: [StockLine]) throws -> [Int64: SKUInfo] {
    let facts = try ItemAPI.skus(Set(lines.map(\.skuID)).sorted(), on: database)
    try facts.requireKnown(lines.map(\.skuID))
    try facts.requirePlaces(of: lines.map { ($0.skuID, $0.quantity) }, in: language)
    return facts
  }

  /// Runs what a request's lines ask for; a shortage names the lines.
  func telling<Value>(_ lines: [StockLine], _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let refusal as StockRefusal {
      throw refusal.told(ofLines: lines.map(\.skuID))
    }
  }

  /// Refuses a warehouse that is not there for this caller.
  func requireWarehouse(_ warehouseID: Int64) throws {
    try WarehouseDirectory.require(warehouseID, scope: caller.scope, on: database)
  }

  /// Whether the caller sees a warehouse: one of its organisations, or one that all share.
  func seesWarehouse(_ warehouseID: Int64) throws -> Bool {
    do {
      try requireWarehouse(warehouseID)
      return true
    } catch StockRefusal.warehouseNotFound {
      return false
    }
  }

  /// Writes the events, 1 round trip, and shows the new levels once they are committed.
  func publish(
    _ events: [any EventPayload], _ balances: [StockBalance]
  ) throws(DatabaseError) {
    try Outbox.append(events, source: Self.stockSource, requestID: requestID, on: database)
    afterCommit { SoldOutGate.publish(balances, to: $0) }
  }
}

/// A document's meaning as text: the same for the same goods, in whatever order they stand. No
/// text of a request holds control characters, so that they can part its fields.
enum DocumentContents {
  static func text(_ header: [String], _ lines: [StockLine]) -> String {
    let goods = lines.map { line in
      [
        "\(line.skuID)", line.quantity.description, line.unitCost?.description ?? "",
        line.batchNumber ?? "",
      ].joined(separator: "\u{1F}")
    }
    return (header + goods.sorted()).joined(separator: "\u{1E}")
  }
}
