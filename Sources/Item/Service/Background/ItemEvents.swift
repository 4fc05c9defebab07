extension Item {
  /// The item as its events tell it.
  var snapshot: ItemSnapshot { snapshot(status: status.rawValue, version: version) }

  /// The last word on an item that is gone.
  var deleted: ItemUpdated { ItemUpdated(snapshot(status: "deleted", version: version.next)) }

  private func snapshot(status: String, version: Int64) -> ItemSnapshot {
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
