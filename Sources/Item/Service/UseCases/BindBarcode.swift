import ItemDomain
import MariaDBClient
import WebAPI

/// `POST /item/barcode/bind`: gives a unit of a SKU one more barcode. Again: no change.
enum BindBarcode {
  static func run(_ call: Call, _ request: BarcodeRequest) throws -> WrittenSKUAnswer {
    let (old, place) = try BarcodeChange.find(request, call)
    var new = old
    let owners = BarcodeOwners(try BarcodeQuery.bindings(of: [request.code], on: call.database))
    let bound = owners.binding(of: request.code)
    if request.unit == nil || request.unit == old.baseUnit {
      if let bound, old.skus[place].barcodes.contains(bound.code) {
        return try BarcodeChange.answer(request, old, call)
      }
      new.skus[place].barcodes.append(request.code)
    } else {
      guard let unit = old.skus[place].units.firstIndex(where: { $0.name == request.unit }) else {
        throw ItemRefusal.packUnitNotFound
      }
      if let bound, old.skus[place].units[unit].barcodes.contains(bound.code) {
        return try BarcodeChange.answer(request, old, call)
      }
      new.skus[place].units[unit].barcodes.append(request.code)
    }
    if let bound { throw ItemRefusal.barcodeTaken([bound]) }
    return try BarcodeChange.save(request, old, new, call)
  }
}

/// `POST /item/barcode/unbind`: takes a barcode away from its SKU.
enum UnbindBarcode {
  static func run(_ call: Call, _ request: BarcodeRequest) throws -> WrittenSKUAnswer {
    let (old, place) = try BarcodeChange.find(request, call)
    let owners = BarcodeOwners(
      old.skus[place].allBarcodes.map { BarcodeOwners.Binding(code: $0, skuID: request.skuID) })
    guard let bound = owners.binding(of: request.code) else { throw ItemRefusal.barcodeNotFound }
    var new = old
    new.skus[place].barcodes.removeAll { $0 == bound.code }
    for unit in new.skus[place].units.indices {
      new.skus[place].units[unit].barcodes.removeAll { $0 == bound.code }
    }
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
    let limit = ItemLimits.barcodes
    if new.skus.contains(where: { !limit.contains($0.barcodes.count) })
      || new.skus.contains(where: { $0.units.contains { !limit.contains($0.barcodes.count) } })
    {
      throw Problem.field("code", .listLength(limit), in: call.language)
    }
    return try answer(request, try ItemWriting.replace(old, by: new, call), call)
  }
}
