import ItemDomain
import Kernel
import MariaDBClient

/// What a scanner asks: one round trip.
enum BarcodeQuery {
  private static let sql = SQL(
    "item.scan",
    """
    SELECT s.sku_id, s.item_id, i.code, i.name, s.spec, s.price, s.retail_plan, NOW(6), b.unit, \
    s.units, i.base_unit, i.status = 'active' AND s.status = 'active', i.version, \
    i.updated_at, b.code FROM sku_barcode b \
    JOIN sku s ON s.sku_id = b.sku_id JOIN item i ON i.item_id = s.item_id \
    WHERE b.compare_code IN (?, ?) ORDER BY b.code <> ? LIMIT 1
    """)

  static func read(
    _ barcode: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Stamped<BarcodeAnswer>? {
    let values: [SQLValue] = [.text(Barcode.key(barcode)), .text(barcode), .text(barcode)]
    return try database.first(sql, values) { row throws(DatabaseError) in
      let own: UnitPrice = try row.decimal(5)
      let plan = RetailPlan(stored: try row.bytesOrNil(6))
      let now = try row.instant(7)
      let (unit, factor) = ScannedUnit.find(
        try row.text(8), among: try row.bytes(9), baseUnit: try row.text(10))
      let document = BarcodeAnswer(
        barcode: try row.text(14), skuID: try row.int(0), itemID: try row.int(1),
        code: try row.text(2),
        name: try row.text(3), spec: Spec(stored: try row.bytes(4)),
        basePrice: plan.price(at: now) ?? own, unit: unit, factor: factor,
        status: try row.bool(11) ? .active : .inactive)
      return Stamped(
        document,
        ItemStamp(
          itemID: document.itemID, version: try row.int(12), updatedAt: try row.instant(13),
          freshUntil: plan.nextTurn(after: now)))
    }
  }

  private static let bindingsSQL = SQLList("item.barcode_bindings", maximum: 50) { count in
    "SELECT code, sku_id FROM sku_barcode WHERE compare_code IN (\(SQLSeries.repeated("?", count)))"
  }

  /// What these barcodes are bound to, however they are spelt; up to 50 in a round trip.
  static func bindings(
    of codes: [String], on database: DatabaseConnection
  ) throws(DatabaseError) -> [BarcodeOwners.Binding] {
    var bindings: [BarcodeOwners.Binding] = []
    let values = spellings(of: codes)
    for range in bindingsSQL.chunks(of: values.count) {
      bindings += try database.query(bindingsSQL[range.count], values[range].map { .text($0) }) {
        row throws(DatabaseError) in
        BarcodeOwners.Binding(code: try row.text(), skuID: try row.int())
      }
    }
    return bindings
  }

  /// The values of `compare_code` that the bindings of these codes may have: a twin that stayed is
  /// compared by its own spelling.
  static func spellings(of codes: [String]) -> [String] {
    Set(codes + codes.map(Barcode.key)).sorted()
  }
}
