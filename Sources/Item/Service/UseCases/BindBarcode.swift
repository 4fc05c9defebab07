/// `POST /item/barcode/bind`: gives a unit of a SKU one more barcode. Again: no change.
enum BindBarcode {
  static func run(_ call: Call, _ request: BarcodeRequest) throws -> WrittenSKUAnswer {
    let (old, place) = try BarcodeChange.find(request, call)
    let owners = BarcodeOwners(try BarcodeQuery.bindings(of: [request.code], on: call.database))
    var new = old
    let isNew = try new.bind(request.code, toSKU: place, unit: request.unit, owners)
    return isNew
      ? try BarcodeChange.save(request, old, new, call)
      : try BarcodeChange.answer(request, old, call)
  }
}

/// `POST /item/barcode/unbind`: takes a barcode away from its SKU.
enum UnbindBarcode {
  static func run(_ call: Call, _ request: BarcodeRequest) throws -> WrittenSKUAnswer {
    let (old, place) = try BarcodeChange.find(request, call)
    var new = old
    try new.unbind(request.code, ofSKU: place)
    return try BarcodeChange.save(request, old, new, call)
  }
}

/// What binding and unbinding share.
private enum BarcodeChange {
  static func find(_ request: BarcodeRequest, _ call: Call) throws -> (Item, Int) {
    guard let item = try ItemQueries.item(ofSKU: request.skuID, on: call.database),
      let place = item.skus.firstIndex(where: { $0.id == request.skuID })
    else { throw ItemRefusal.skuNotFound }
    return (item, place)
  }

  static func answer(
    _ request: BarcodeRequest, _ item: Item, _ call: Call
  ) throws -> WrittenSKUAnswer {
    guard let sku = SKUWithItemAnswer(request.skuID, of: item) else {
      throw ItemRefusal.skuNotFound
    }
    return WrittenSKUAnswer(
      sku: sku, warnings: BarcodeWarning.list([("code", request.code)], in: call.language))
  }

  static func save(
    _ request: BarcodeRequest, _ old: Item, _ new: Item, _ call: Call
  ) throws -> WrittenSKUAnswer {
    let labels = new.skus.flatMap { [$0.barcodes] + $0.units.map(\.barcodes) }
    if labels.contains(where: { !ItemLimits.barcodes.contains($0.count) }) {
      throw Problem.field("code", .listLength(ItemLimits.barcodes), in: call.language)
    }
    return try answer(request, try ItemWriting.replace(old, by: new, call), call)
  }
}
