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
  /// Rows that set an existing one.
  package private(set) var updated = 0

  private var indexByCode: [String: Int] = [:]
  private let existing: [String: Item]
  private let barcodeOwners: [String: Int64]
  private let categories: [String: Int64]
  private let used: Set<Int64>
  private var claims: [String: Place] = [:]

  /// - Parameters:
  ///   - existing: the items that have the rows' codes
  ///   - barcodeOwners: the SKUs that have the rows' barcodes
  ///   - categories: every category by its path
  ///   - used: items that may not become a service, or goods again
  package init(
    existing: [Item], barcodeOwners: [String: Int64], categories: [String: Int64],
    used: Set<Int64> = []
  ) {
    self.existing = Dictionary(
      existing.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    self.barcodeOwners = barcodeOwners
    self.categories = categories
    self.used = used
  }

  package mutating func add(_ row: CatalogueRow) {
    do throws(RowFault) {
      try take(row)
    } catch {
      faults.append(error)
    }
  }

  private mutating func take(_ row: CatalogueRow) throws(RowFault) {
    let known = indexByCode[row.code]
    let before = known.map { changes[$0].before } ?? existing[row.code]
    var item = known.map { changes[$0].after } ?? before ?? Item(code: row.code, name: row.name)
    row.apply(to: &item, categoryID: try category(of: row))
    if let before, before.isService != item.isService, used.contains(before.id) {
      throw RowFault(row: row.row, field: CatalogueColumn.kind.rawValue, reason: .inUse)
    }
    let found = try row.place(in: item)
    let place = found ?? item.skus.count
    if found == nil { item.skus.append(SKU(price: row.price)) }
    row.apply(to: &item.skus[place])
    if let fault = item.faults().first {
      throw RowFault(row: row.row, field: fault.column, reason: .item(fault.reason))
    }
    try claim(item.skus[place], at: Place(code: row.code, sku: place), for: row)
    if let known {
      changes[known].after = item
    } else {
      indexByCode[row.code] = changes.count
      changes.append(Change(before: before, after: item))
    }
    if found == nil { created += 1 } else { updated += 1 }
  }

  private func category(of row: CatalogueRow) throws(RowFault) -> Int64? {
    guard let path = row.category else { return nil }
    guard let id = categories[path] else {
      throw RowFault(row: row.row, field: "category", reason: .unknownCategory)
    }
    return id
  }

  /// Takes the SKU's barcodes for it, or none of them when one belongs to another.
  private mutating func claim(
    _ sku: SKU, at place: Place, for row: CatalogueRow
  ) throws(RowFault) {
    for code in sku.allBarcodes {
      if let owner = barcodeOwners[code], owner != sku.id {
        throw taken(code, by: owner, sku, row)
      }
      if let other = claims[code], other != place { throw taken(code, by: 0, sku, row) }
    }
    for code in sku.allBarcodes { claims[code] = place }
  }

  private func taken(_ code: String, by owner: Int64, _ sku: SKU, _ row: CatalogueRow) -> RowFault {
    let field = sku.barcodes.contains(code) ? "barcodes" : "units"
    return RowFault(row: row.row, field: field, reason: .barcodeTaken(code: code, sku: owner))
  }
}

extension ItemFault {
  /// The column that the path is about.
  fileprivate var column: String {
    if path.contains(".units") { return CatalogueColumn.units.rawValue }
    if path.contains(".barcodes") { return CatalogueColumn.barcodes.rawValue }
    return path.hasSuffix("standard_cost") ? CatalogueColumn.standardCost.rawValue : "row"
  }
}
