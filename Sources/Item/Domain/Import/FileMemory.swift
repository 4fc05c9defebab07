/// What earlier rows of a file said, so that a row that contradicts one of them is told.
///
/// Two rows contradict each other when both fill a cell of the same item or SKU, and differently.
/// Only digests are kept, of some 40,000 to 80,000 rows: a file of any length takes a few
/// megabytes.
package struct FileMemory: Sendable {
  private static let rows = 40_000

  /// What a row said of an item or a SKU: 0 for an empty cell.
  private struct Saying {
    var row: Int32
    var cells: SIMD8<UInt16>
  }

  private var recent: [UInt64: Saying] = [:]
  private var older: [UInt64: Saying] = [:]

  package init() {}

  /// Takes a row in; what it contradicts.
  package mutating func note(_ row: CatalogueRow) -> [RowFault] {
    let item: [(CatalogueColumn, UInt16)] = [
      (.name, digest(row.name)), (.category, digest(row.category)), (.brand, digest(row.brand)),
      (.kind, digest(row.kind)), (.baseUnit, digest(row.baseUnit)), (.status, digest(row.status)),
    ]
    let sku: [(CatalogueColumn, UInt16)] = [
      (.price, digest(row.price)), (.barcodes, digest(row.barcodes.map(Set.init))),
      (.units, digest(row.units)), (.costMethod, digest(row.costMethod)),
      (.standardCost, digest(row.standardCost)), (.allowsNegative, digest(row.allowsNegative)),
      (.safetyStock, digest(row.safetyStock)),
      (.spec, row.skuID == nil ? 0 : digest(row.spec.map { Set($0.entries) })),
    ]
    let name = SKUName(
      id: row.skuID, spec: row.skuID == nil ? row.spec.map { Set($0.entries) } : nil)
    return compare(item, of: hash(row.code), row) + compare(sku, of: hash(row.code, name), row)
  }

  private struct SKUName: Hashable {
    let id: Int64?
    let spec: Set<Spec.Entry>?
  }

  private mutating func compare(
    _ cells: [(column: CatalogueColumn, digest: UInt16)], of key: UInt64, _ row: CatalogueRow
  ) -> [RowFault] {
    var warnings: [RowFault] = []
    let before = recent[key] ?? older[key]
    var saying = before ?? Saying(row: 0, cells: .zero)
    for (place, cell) in cells.enumerated() where cell.digest != 0 {
      if let before, before.cells[place] != 0, before.cells[place] != cell.digest {
        warnings.append(
          RowFault(
            row: row.row, field: cell.column.rawValue,
            reason: .contradicts(row: Int(before.row))))
      }
      saying.cells[place] = cell.digest
    }
    saying.row = Int32(clamping: row.row)
    if recent.count >= Self.rows, recent[key] == nil {
      older = recent
      recent.removeAll()
    }
    recent[key] = saying
    return warnings
  }

  private func hash(_ parts: any Hashable...) -> UInt64 {
    var hasher = Hasher()
    for part in parts { hasher.combine(AnyHashable(part)) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  /// Never 0 but for nil.
  private func digest(_ cell: (some Hashable)?) -> UInt16 {
    guard let cell else { return 0 }
    var hasher = Hasher()
    hasher.combine(cell)
    return max(1, UInt16(truncatingIfNeeded: hasher.finalize()))
  }
}
