/// Folds the rows of item × SKU × barcode into items.
///
/// Items come in the order of their first rows; SKUs and barcodes in that of their positions,
/// whatever order the database joined in.
struct ItemRows {
  /// What `add(_:)` reads, from tables called i, s and b.
  static let columns = """
    b.code, b.unit, b.position, i.item_id, s.sku_id, s.position, s.retail_plan, NOW(6), s.spec, \
    s.price, s.cost_method, s.standard_cost, s.allow_negative, s.safety_stock, s.status, s.units, \
    i.code, i.name, i.category_id, i.brand, i.kind, i.base_unit, i.status, i.version, \
    i.created_at, i.updated_at
    """

  /// The tables besides `item i`.
  static let joins = """
    JOIN sku s ON s.item_id = i.item_id LEFT JOIN sku_barcode b ON b.sku_id = s.sku_id
    """

  private struct Label {
    let code: String
    let unit: String
    let position: Int64
  }

  private struct Part {
    let item: Int
    let position: Int64
    var sku: SKU
    var labels: [Label]
  }

  private var items: [Item] = []
  private var parts: [Part] = []
  private var places: [Int64: Int] = [:]
  /// Until when the prices that were read stay in force; nil for ever.
  private(set) var freshUntil: Instant?

  /// Reads one row: a SKU with one of its barcodes, or without any.
  mutating func add(_ row: borrowing Row) throws(DatabaseError) {
    let label = try Self.label(row)
    let (itemID, skuID) = (try row.int(), try row.int())
    let place = parts.last?.sku.id == skuID ? parts.count - 1 : places[skuID]
    if let place {
      if let label { parts[place].labels.append(label) }
      return
    }
    let (position, sku) = (try row.int(), try sku(skuID, row))
    // The rows of one item stand together: every query selects or orders by item.
    if items.last?.id != itemID { items.append(try Self.item(itemID, row)) }
    places[skuID] = parts.count
    parts.append(
      Part(item: items.count - 1, position: position, sku: sku, labels: label.map { [$0] } ?? []))
  }

  /// The items read so far.
  func fold() -> [Item] {
    var items = items
    for part in parts.sorted(by: { $0.position < $1.position }) {
      var sku = part.sku
      for label in part.labels.sorted(by: { $0.position < $1.position }) {
        if let unit = sku.units.firstIndex(where: { $0.name == label.unit }) {
          sku.units[unit].barcodes.append(label.code)
        } else {
          sku.barcodes.append(label.code)
        }
      }
      items[part.item].skus.append(sku)
    }
    return items
  }

  private static func label(_ row: borrowing Row) throws(DatabaseError) -> Label? {
    let (code, unit, position) = (try row.textOrNil(), try row.textOrNil(), try row.intOrNil())
    guard let code, let unit, let position else { return nil }
    return Label(code: code, unit: unit, position: position)
  }

  private mutating func sku(_ id: Int64, _ row: borrowing Row) throws(DatabaseError) -> SKU {
    let plan = RetailPlan(stored: try row.bytesOrNil())
    let now = try row.instant()
    if let turn = plan.nextTurn(after: now) { freshUntil = min(freshUntil ?? turn, turn) }
    return SKU(
      id: id, spec: Spec(stored: try row.bytes()), price: try row.decimal(),
      retailPrice: plan.price(at: now), costMethod: try row.choice(),
      standardCost: try row.decimalOrNil(), allowsNegative: try row.bool(),
      safetyStock: try row.decimal(), status: try row.choice(),
      units: [PackUnit](stored: try row.bytes()))
  }

  private static func item(_ id: Int64, _ row: borrowing Row) throws(DatabaseError) -> Item {
    Item(
      id: id, code: try row.text(), name: try row.text(), categoryID: try row.intOrNil(),
      brand: try row.textOrNil(), kind: try row.choice(), baseUnit: try row.text(),
      status: try row.choice(), version: try row.int(), createdAt: try row.instant(),
      updatedAt: try row.instant())
  }
}
