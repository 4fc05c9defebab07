import ItemDomain
import Kernel
import MariaDBClient

/// Folds the rows of item × SKU × barcode into items.
///
/// Items come in the order of their first rows; SKUs and barcodes in that of their positions,
/// whatever order the database joined in.
struct ItemRows {
  /// What `add(_:)` reads, from tables called i, s and b.
  static let columns = """
    i.item_id, i.code, i.name, i.category_id, i.brand, i.kind, i.base_unit, i.status, i.version, \
    i.created_at, i.updated_at, s.sku_id, s.position, s.spec, s.price, s.retail_plan, \
    s.cost_method, s.standard_cost, s.allow_negative, s.safety_stock, s.units, s.status, NOW(6), \
    b.code, b.unit, b.position
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
    var labels: [Label] = []
  }

  private var items: [Item] = []
  private var parts: [Part] = []
  private var places: [Int64: Int] = [:]
  /// Until when the prices that were read stay in force; nil for ever.
  private(set) var freshUntil: Instant?

  /// Reads one row: a SKU with one of its barcodes, or without any.
  mutating func add(_ row: borrowing Row) throws(DatabaseError) {
    let itemID = try row.int(0)
    // The rows of one item stand together: every query selects or orders by item.
    if items.last?.id != itemID { items.append(try Self.item(row)) }
    let skuID = try row.int(11)
    let place: Int
    if let known = parts.last, known.sku.id == skuID {
      place = parts.count - 1
    } else if let known = places[skuID] {
      place = known
    } else {
      place = parts.count
      places[skuID] = place
      parts.append(
        Part(item: items.count - 1, position: try row.int(12), sku: try sku(row)))
    }
    guard let code = try row.textOrNil(23) else { return }
    parts[place].labels.append(
      Label(code: code, unit: try row.text(24), position: try row.int(25)))
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

  private static func item(_ row: borrowing Row) throws(DatabaseError) -> Item {
    Item(
      id: try row.int(0), code: try row.text(1), name: try row.text(2),
      categoryID: try row.intOrNil(3), brand: try row.textOrNil(4),
      kind: ItemKind(rawValue: try row.text(5)) ?? .finished, baseUnit: try row.text(6),
      status: ItemStatus(rawValue: try row.text(7)) ?? .inactive, version: try row.int(8),
      createdAt: try row.instant(9), updatedAt: try row.instant(10))
  }

  private mutating func sku(_ row: borrowing Row) throws(DatabaseError) -> SKU {
    let plan = RetailPlan(stored: try row.bytesOrNil(15))
    let now = try row.instant(22)
    if let turn = plan.nextTurn(after: now) { freshUntil = min(freshUntil ?? turn, turn) }
    return SKU(
      id: try row.int(11), spec: Spec(stored: try row.bytes(13)), price: try row.decimal(14),
      retailPrice: plan.price(at: now),
      costMethod: CostMethod(rawValue: try row.text(16)) ?? .movingAverage,
      standardCost: try row.decimalOrNil(17), allowsNegative: try row.bool(18),
      safetyStock: try row.decimal(19),
      status: ItemStatus(rawValue: try row.text(21)) ?? .inactive,
      units: [PackUnit](stored: try row.bytes(20)))
  }
}
