/// What a batch of import rows makes of the catalogue, worked out before anything is written.
///
/// Rows are taken in order; one at fault changes nothing and is named, the others go on.
package struct CataloguePlan: Sendable {
  /// An item as it is stored, nil for a new one, and as it is to be.
  package struct Change: Sendable {
    package let before: Item?
    package var after: Item
  }

  private struct Place: Equatable {
    let code: String
    let sku: Int
  }

  /// In the order in which the rows first name them.
  package private(set) var changes: [Change] = []
  package private(set) var faults: [RowFault] = []
  /// Rows that made a new SKU.
  package private(set) var created = 0
  /// Rows that set an existing one, and rows that found it so already.
  package private(set) var updated = 0
  package private(set) var unchanged = 0

  private var indexByCode: [String: Int] = [:]
  private var existing: [String: Item] = [:]
  private var owners = BarcodeOwners()
  private let categories: [String: Int64]
  private var used: Set<Int64> = []
  /// The rows' barcodes by what they are compared by, and those that rows took from their SKUs.
  private var claims: [String: Place] = [:]
  private var released: Set<String> = []

  /// - Parameter categories: every category by its path
  package init(categories: [String: Int64]) { self.categories = categories }

  /// Tells what is stored of the rows that come next.
  ///
  /// - Parameters:
  ///   - existing: the items that have the rows' codes
  ///   - bindings: of the rows' barcodes
  ///   - used: items that may not become a service, or goods again
  package mutating func learn(
    _ existing: [Item], _ bindings: [BarcodeOwners.Binding], used: Set<Int64> = []
  ) {
    for item in existing { self.existing[item.code] = item }
    owners.add(bindings)
    self.used.formUnion(used)
  }

  package mutating func add(_ row: CatalogueRow) {
    do throws(RowFault) {
      try take(row)
    } catch {
      faults.append(error)
    }
  }

  private mutating func take(_ row: CatalogueRow) throws(RowFault) {
    let index = indexByCode[row.code]
    let before = index.map { changes[$0].before } ?? existing[row.code]
    var item = index.map { changes[$0].after } ?? before ?? Item(code: row.code, name: row.name)
    let known = item
    row.apply(to: &item, categoryID: try category(of: row))
    if let before, before.isService != item.isService, used.contains(before.id) {
      throw RowFault(row: row.row, field: CatalogueColumn.kind.rawValue, reason: .inUse)
    }
    let found = try row.place(in: item)
    let place = found ?? item.skus.count
    if found == nil { item.skus.append(SKU(price: row.price)) }
    row.apply(to: &item.skus[place])
    if let fault = item.faults(before: before).first {
      throw RowFault(row: row.row, field: fault.column, reason: .item(fault.reason))
    }
    try claim(
      item.skus[place], instead: found.map { known.skus[$0] },
      at: Place(code: row.code, sku: place), for: row)
    if let index {
      changes[index].after = item
    } else {
      indexByCode[row.code] = changes.count
      changes.append(Change(before: before, after: item))
    }
    if found == nil {
      created += 1
    } else if item == known {
      unchanged += 1
    } else {
      updated += 1
    }
  }

  private func category(of row: CatalogueRow) throws(RowFault) -> Int64? {
    guard let path = row.category else { return nil }
    guard let id = categories[path] else {
      throw RowFault(row: row.row, field: "category", reason: .unknownCategory)
    }
    return id
  }

  /// Takes the SKU's barcodes for it, or none of them when one belongs to another; those that it
  /// had before and has no more are free.
  private mutating func claim(
    _ sku: SKU, instead before: SKU?, at place: Place, for row: CatalogueRow
  ) throws(RowFault) {
    for code in sku.allBarcodes {
      if let owner = owners.binding(of: code), owner.skuID != sku.id,
        !released.contains(owner.code)
      {
        throw taken(code, by: owner.skuID, sku, row)
      }
      if let other = claims[claim(code)], other != place { throw taken(code, by: 0, sku, row) }
    }
    let kept = Set(sku.allBarcodes)
    for code in before?.allBarcodes ?? [] where !kept.contains(code) {
      released.insert(code)
      claims[claim(code)] = nil
    }
    for code in kept {
      released.remove(code)
      claims[claim(code)] = place
    }
  }

  /// What a barcode is claimed by. One that is bound in just this spelling stands for itself: its
  /// twin of before may belong to another.
  private func claim(_ code: String) -> String {
    owners.binding(of: code)?.code == code ? code : Barcode.key(code)
  }

  private func taken(_ code: String, by owner: Int64, _ sku: SKU, _ row: CatalogueRow) -> RowFault {
    let field = sku.barcodes.contains(code) ? "barcodes" : "units"
    return RowFault(row: row.row, field: field, reason: .barcodeTaken(code: code, sku: owner))
  }
}

extension ItemFieldFault {
  /// The column that the path is about.
  fileprivate var column: String {
    if path.contains(".units") { return CatalogueColumn.units.rawValue }
    if path.contains(".barcodes") { return CatalogueColumn.barcodes.rawValue }
    return path.hasSuffix("standard_cost") ? CatalogueColumn.standardCost.rawValue : "row"
  }
}
