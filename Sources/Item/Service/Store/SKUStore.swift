/// Writes SKUs with their barcodes, as part of writing their item.
enum SKUStore {
  /// A SKU and where it stands.
  struct Place {
    let itemID: Int64
    let position: Int
    let sku: SKU
  }

  private static let insertSKUs = SQLSeries("sku.insert", maximum: 50) { count in
    """
    INSERT INTO sku (sku_id, item_id, position, spec, spec_text, price, cost_method, \
    standard_cost, allow_negative, safety_stock, units, status) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", count))
    """
  }
  private static let insertBarcodes = SQLSeries("sku.insert_barcodes", maximum: 50) { count in
    """
    INSERT INTO sku_barcode (code, sku_id, unit, position) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?)", count))
    """
  }
  private static let update = SQL(
    "sku.update",
    """
    UPDATE sku SET spec = ?, spec_text = ?, price = ?, cost_method = ?, standard_cost = ?, \
    allow_negative = ?, safety_stock = ?, units = ?, status = ? WHERE sku_id = ?
    """)
  private static let keepPrice = SQL(
    "sku.keep_price",
    "INSERT INTO sku_price_before (sku_id, until_at, price) VALUES (?, NOW(6), ?)")
  private static let deleteBarcodes = SQLList("sku.delete_barcodes", maximum: 50) { count in
    "DELETE FROM sku_barcode WHERE code IN (\(SQLSeries.repeated("?", count)))"
  }
  private static let moveBarcode = SQL(
    "sku.move_barcode",
    "UPDATE sku_barcode SET sku_id = ?, unit = ?, position = ? WHERE code = ?")
  /// The first change writes down what held from the beginning.
  private static let noteStandardCost = SQL(
    "sku_standard_cost.note",
    """
    INSERT INTO sku_standard_cost (sku_id, valid_from, standard_cost) \
    VALUES (?, '1970-01-01 00:00:00', ?), (?, NOW(6), ?) ON DUPLICATE KEY UPDATE \
    standard_cost = IF(valid_from > '1970-01-01 00:00:00', VALUES(standard_cost), standard_cost)
    """)

  static func insert(_ places: [Place], on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(insertSKUs, for: places) { place in
      [.int(place.sku.id), .int(place.itemID), .of(place.position)] + columns(of: place.sku)
    }
    try database.execute(
      insertBarcodes, for: places.flatMap { BarcodeRow.all(of: $0.sku) }, \.values)
  }

  /// Writes what differs between the SKUs of two states of an item.
  static func replace(
    _ old: Item, by new: Item, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let known = Dictionary(old.skus.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var labels: [BarcodeRow] = []
    var labelsBefore: [BarcodeRow] = []
    var added: [Place] = []
    for (position, sku) in new.skus.enumerated() {
      guard let before = known[sku.id] else {
        added.append(Place(itemID: new.id, position: position, sku: sku))
        continue
      }
      if columns(of: before) != columns(of: sku) {
        try database.execute(update, columns(of: sku) + [.int(sku.id)])
        if before.price != sku.price {
          try database.execute(keepPrice, [.int(sku.id), .of(before.price)])
        }
      }
      if before.barcodes != sku.barcodes || before.units != sku.units {
        labelsBefore += BarcodeRow.all(of: before)
        labels += BarcodeRow.all(of: sku)
      }
      if before.standardCost != sku.standardCost {
        let id = SQLValue.int(sku.id)
        try database.execute(
          noteStandardCost, [id, .of(before.standardCost), id, .of(sku.standardCost)])
      }
    }
    try relabel(labelsBefore, as: labels, on: database)
    try insert(added, on: database)
  }

  /// Writes what differs between the labels of two states. A row that stays is left alone: it may
  /// be a twin that was kept when spellings of one GTIN became one. All that go, go first.
  private static func relabel(
    _ old: [BarcodeRow], as new: [BarcodeRow], on database: DatabaseConnection
  ) throws(DatabaseError) {
    let known = Dictionary(old.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let wanted = Set(new.map(\.code))
    let gone = known.keys.filter { !wanted.contains($0) }.sorted()
    try database.execute(deleteBarcodes, in: gone)
    var fresh: [BarcodeRow] = []
    for row in new {
      guard let before = known[row.code] else {
        fresh.append(row)
        continue
      }
      if before != row { _ = try database.execute(moveBarcode, row.place + [.text(row.code)]) }
    }
    try database.execute(insertBarcodes, for: fresh, \.values)
  }

  private static func columns(of sku: SKU) -> [SQLValue] {
    [
      .text(String(decoding: sku.spec.json, as: UTF8.self)), .of(sku.spec.words), .of(sku.price),
      .text(sku.costMethod.rawValue), .of(sku.standardCost), .of(sku.allowsNegative),
      .of(sku.safetyStock), .text(String(decoding: sku.units.json, as: UTF8.self)),
      .text(sku.status.rawValue),
    ]
  }
}

/// A row of `sku_barcode`.
struct BarcodeRow: Hashable {
  let skuID: Int64
  let code: String
  let unit: String
  let position: Int

  var values: [SQLValue] { [.text(code), .int(skuID), .text(unit), .int(Int64(position))] }

  /// Whose it is and where it stands.
  var place: [SQLValue] { [.int(skuID), .text(unit), .int(Int64(position))] }

  /// The rows of all units.
  static func all(of sku: SKU) -> [BarcodeRow] {
    let labels = [("", sku.barcodes)] + sku.units.map { ($0.name, $0.barcodes) }
    return labels.flatMap { unit, codes in
      codes.enumerated().map {
        BarcodeRow(skuID: sku.id, code: $1, unit: unit, position: $0)
      }
    }
  }
}
