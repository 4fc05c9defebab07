import EventStream
import ItemDomain
import MariaDBClient
import WebAPI

/// POST /item/barcode/bind: gives a unit of a SKU one more barcode. Again: no change.
enum BindBarcode {
  static func run(_ call: Call, _ body: BarcodeRequest) throws -> WrittenSKUAnswer {
    let (old, place) = try BarcodeChange.find(body, call)
    var new = old
    let owners = BarcodeOwners(try BarcodeQuery.bindings(of: [body.code], on: call.database))
    let bound = owners.binding(of: body.code)
    if body.unit == nil || body.unit == old.baseUnit {
      if let bound, old.skus[place].barcodes.contains(bound.code) {
        return try BarcodeChange.answer(body, old, call)
      }
      new.skus[place].barcodes.append(body.code)
    } else {
      guard let unit = old.skus[place].units.firstIndex(where: { $0.name == body.unit }) else {
        throw Problem(.unitNotFound)
      }
      if let bound, old.skus[place].units[unit].barcodes.contains(bound.code) {
        return try BarcodeChange.answer(body, old, call)
      }
      new.skus[place].units[unit].barcodes.append(body.code)
    }
    if let bound { throw Problem.barcodesTaken([bound]) }
    return try BarcodeChange.save(body, old, new, call)
  }
}

/// POST /item/barcode/unbind: takes a barcode away from its SKU.
enum UnbindBarcode {
  static func run(_ call: Call, _ body: BarcodeRequest) throws -> WrittenSKUAnswer {
    let (old, place) = try BarcodeChange.find(body, call)
    let owners = BarcodeOwners(
      old.skus[place].allBarcodes.map { BarcodeOwners.Binding(code: $0, skuID: body.skuID) })
    guard let bound = owners.binding(of: body.code) else { throw Problem(.barcodeNotFound) }
    var new = old
    new.skus[place].barcodes.removeAll { $0 == bound.code }
    for unit in new.skus[place].units.indices {
      new.skus[place].units[unit].barcodes.removeAll { $0 == bound.code }
    }
    return try BarcodeChange.save(body, old, new, call)
  }
}

/// What binding and unbinding share.
private enum BarcodeChange {
  static func find(_ body: BarcodeRequest, _ call: Call) throws -> (Item, Int) {
    guard let item = try ItemQueries.item(ofSKU: body.skuID, on: call.database),
      let place = item.skus.firstIndex(where: { $0.id == body.skuID })
    else { throw Problem(.skuNotFound) }
    return (item, place)
  }

  static func answer(
    _ body: BarcodeRequest, _ item: Item, _ call: Call
  ) throws -> WrittenSKUAnswer {
    guard let document = SKUWithItemAnswer(body.skuID, of: item) else {
      throw Problem(.skuNotFound)
    }
    return WrittenSKUAnswer(
      sku: document, warnings: BarcodeWarning.list([("code", body.code)], in: call.language))
  }

  static func save(
    _ body: BarcodeRequest, _ old: Item, _ new: Item, _ call: Call
  ) throws -> WrittenSKUAnswer {
    let limit = ItemLimits.barcodes
    if new.skus.contains(where: { !limit.contains($0.barcodes.count) })
      || new.skus.contains(where: { $0.units.contains { !limit.contains($0.barcodes.count) } })
    {
      throw Problem.field("code", .listLength(limit), in: call.language)
    }
    let stored = try ItemWriting.replace(old, by: new, call)
    try Outbox.append(
      [ItemEvents.updated(stored, requestID: call.requestID)], on: call.database)
    return try answer(body, stored, call)
  }
}
