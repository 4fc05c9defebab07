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
    i.updated_at FROM sku_barcode b \
    JOIN sku s ON s.sku_id = b.sku_id JOIN item i ON i.item_id = s.item_id WHERE b.code = ?
    """)

  static func read(
    _ barcode: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Stamped<BarcodeDocument>? {
    try database.first(sql, [.text(barcode)]) { (row) throws(DatabaseError) in
      let own: UnitPrice = try row.decimal(5)
      let plan = RetailPlan(stored: try row.bytesOrNil(6))
      let now = try row.instant(7)
      let (unit, factor) = ScannedUnit.find(
        try row.text(8), among: try row.bytes(9), baseUnit: try row.text(10))
      let document = BarcodeDocument(
        barcode: barcode, skuID: try row.int(0), itemID: try row.int(1), code: try row.text(2),
        name: try row.text(3), spec: Spec(stored: try row.bytes(4)),
        price: plan.price(at: now) ?? own, unit: unit, factor: factor,
        status: try row.bool(11) ? .active : .inactive)
      return Stamped(
        document,
        ItemStamp(
          itemID: document.itemID, version: try row.int(12), updatedAt: try row.instant(13),
          freshUntil: plan.nextTurn(after: now)))
    }
  }

  private static let ownersSQL = SQLSeries("item.barcode_owners", maximum: 50) { count in
    "SELECT code, sku_id FROM sku_barcode WHERE code IN (\(SQLSeries.repeated("?", count)))"
  }

  /// The SKUs that have these barcodes; up to 50 in a round trip.
  static func owners(
    of codes: [String], on database: DatabaseConnection
  ) throws(DatabaseError) -> [(code: String, skuID: Int64)] {
    var owners: [(code: String, skuID: Int64)] = []
    for range in ownersSQL.chunks(of: codes.count) {
      owners += try database.query(ownersSQL[range.count], codes[range].map { .text($0) }) {
        (row) throws(DatabaseError) in (try row.text(0), try row.int(1))
      }
    }
    return owners
  }
}
