/// What a scanner asks: one round trip.
enum BarcodeQuery {
  private static let sql = SQL(
    "item.scan",
    """
    SELECT s.price, s.retail_plan, NOW(6), b.unit, s.units, i.base_unit, b.code, s.sku_id, \
    s.item_id, i.code, i.name, s.spec, i.status = 'active' AND s.status = 'active', i.version, \
    i.updated_at FROM sku_barcode b \
    JOIN sku s ON s.sku_id = b.sku_id JOIN item i ON i.item_id = s.item_id \
    WHERE b.compare_code IN (?, ?) ORDER BY b.code <> ? LIMIT 1
    """)

  static func read(
    _ barcode: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Stamped<BarcodeAnswer>? {
    let values: [SQLValue] = [.text(Barcode.key(barcode)), .text(barcode), .text(barcode)]
    return try database.first(sql, values) { row throws(DatabaseError) in
      let own: UnitPrice = try row.decimal()
      let plan = RetailPlan(stored: try row.bytesOrNil())
      let now = try row.instant()
      let (unit, factor) = try row.scannedUnit()
      let answer = BarcodeAnswer(
        barcode: try row.text(), skuID: try row.int(), itemID: try row.int(),
        code: try row.text(), name: try row.text(), spec: Spec(stored: try row.bytes()),
        basePrice: plan.price(at: now) ?? own, unit: unit, factor: factor,
        status: try row.bool() ? .active : .inactive)
      return Stamped(
        answer,
        ItemStamp(
          itemID: answer.itemID, version: try row.int(), updatedAt: try row.instant(),
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
    try database.query(bindingsSQL, in: spellings(of: codes)) { row throws(DatabaseError) in
      BarcodeOwners.Binding(code: try row.text(), skuID: try row.int())
    }
  }

  /// The values of `compare_code` that the bindings of these codes may have: a twin that stayed is
  /// compared by its own spelling.
  static func spellings(of codes: [String]) -> [String] {
    Set(codes + codes.map(Barcode.key)).sorted()
  }
}

extension Row {
  private static let one = Quantity(exactly: "1") ?? .zero

  /// What unit a barcode means, from the next three columns: its unit, empty for the base unit, the
  /// SKU's units as they are stored, and its item's base unit.
  func scannedUnit() throws(DatabaseError) -> (unit: String, factor: Quantity) {
    let (name, stored, baseUnit) = (try text(), try bytes(), try text())
    if name.isEmpty { return (baseUnit, Self.one) }
    let unit = [PackUnit](stored: stored).first { $0.name == name }
    return unit.map { ($0.name, $0.factor) } ?? (baseUnit, Self.one)
  }
}
