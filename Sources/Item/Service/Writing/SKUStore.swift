import ItemDomain
import Kernel
import MariaDBClient

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
  /// The first change writes down what held from the beginning.
  private static let noteStandardCost = SQL(
    "sku_standard_cost.note",
    """
    INSERT INTO sku_standard_cost (sku_id, valid_from, standard_cost) \
    VALUES (?, '1970-01-01 00:00:00', ?), (?, NOW(6), ?) ON DUPLICATE KEY UPDATE \
    standard_cost = IF(valid_from > '1970-01-01 00:00:00', VALUES(standard_cost), standard_cost)
    """)
  private static let deleteBarcodes = SQL(
    "sku.delete_barcodes", "DELETE FROM sku_barcode WHERE sku_id = ?")
  static func insert(
    _ places: [Place], on database: DatabaseConnection
  ) throws(DatabaseError) {
    for range in insertSKUs.chunks(of: places.count) {
      var values: [SQLValue] = []
      for place in places[range] {
        values += [.int(place.sku.id), .int(place.itemID), .int(Int64(place.position))]
        values += columns(of: place.sku)
      }
      _ = try database.execute(insertSKUs[range.count], values)
    }
    try insert(places.flatMap { BarcodeRow.all(of: $0.sku) }, on: database)
  }

  /// Writes what differs between the SKUs of two states of an item.
  static func replace(
    _ old: Item, by new: Item, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let known = Dictionary(old.skus.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var relabelled: [SKU] = []
    var added: [Place] = []
    for (position, sku) in new.skus.enumerated() {
      guard let before = known[sku.id] else {
        added.append(Place(itemID: new.id, position: position, sku: sku))
        continue
      }
      if columns(of: before) != columns(of: sku) {
        _ = try database.execute(update, columns(of: sku) + [.int(sku.id)])
      }
      if before.standardCost != sku.standardCost {
        let id = SQLValue.int(sku.id)
        _ = try database.execute(
          noteStandardCost, [id, .of(before.standardCost), id, .of(sku.standardCost)])
      }
      if before.barcodes != sku.barcodes || before.units != sku.units { relabelled.append(sku) }
    }
    // All old labels go first: a barcode may move from one SKU of the item to another.
    for sku in relabelled {
      _ = try database.execute(deleteBarcodes, [.int(sku.id)])
    }
    try insert(relabelled.flatMap(BarcodeRow.all), on: database)
    try insert(added, on: database)
  }

  private static func insert(
    _ rows: [BarcodeRow], on database: DatabaseConnection
  ) throws(DatabaseError) {
    for range in insertBarcodes.chunks(of: rows.count) {
      _ = try database.execute(insertBarcodes[range.count], rows[range].flatMap(\.values))
    }
  }

  private static func columns(of sku: SKU) -> [SQLValue] {
    [
      .text(String(decoding: sku.spec.json, as: UTF8.self)), .of(sku.spec.words), .of(sku.price),
      .text(sku.costMethod.rawValue), .of(sku.standardCost), .of(sku.allowNegative),
      .of(sku.safetyStock), .text(String(decoding: sku.units.json, as: UTF8.self)),
      .text(sku.status.rawValue),
    ]
  }
}
