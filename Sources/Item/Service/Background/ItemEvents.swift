import EventCatalog
import EventStream
import ItemDomain
import Kernel

/// The events of an item.
enum ItemEvents {
  private static let source = "erp-item"

  static func created(_ item: Item, requestID: String) -> OutboxEvent {
    OutboxEvent(ItemCreated(item.facts), source: source, requestID: requestID)
  }

  static func updated(
    _ item: Item, priceSet: PriceSnapshot? = nil, requestID: String
  ) -> OutboxEvent {
    OutboxEvent(
      ItemUpdated(item.facts, priceSet: priceSet), source: source, requestID: requestID)
  }

  /// The last word on an item that is gone.
  static func deleted(_ item: Item, requestID: String) -> OutboxEvent {
    OutboxEvent(
      ItemUpdated(item.facts(status: "deleted", version: item.version.next)), source: source,
      requestID: requestID)
  }
}

extension Item {
  fileprivate var facts: ItemSnapshot { facts(status: status.rawValue, version: version) }

  fileprivate func facts(status: String, version: Int64) -> ItemSnapshot {
    ItemSnapshot(
      itemID: id, code: code, name: name, categoryID: categoryID, brand: brand,
      kind: kind.rawValue, baseUnit: baseUnit, status: status, version: version,
      skus: skus.map { sku in
        SKUSnapshot(
          skuID: sku.id, spec: sku.spec.json, price: sku.price, retailPrice: sku.retailPrice,
          costMethod: sku.costMethod.rawValue, standardCost: sku.standardCost,
          allowsNegative: sku.allowsNegative, safetyStock: sku.safetyStock,
          status: sku.status.rawValue, barcodes: sku.allBarcodes)
      })
  }
}
