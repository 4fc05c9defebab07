import ItemDomain
import Kernel
import MariaDBClient

/// The facade's statements and the reading of their rows.
enum FacadeSQL {
  static let skus = SQLList("item.facts") { count in
    """
    SELECT s.sku_id, s.item_id, i.name, s.spec_text, s.price, s.retail_plan, NOW(6), i.kind, \
    i.status = 'active' AND s.status = 'active', s.allow_negative, i.base_unit, i.category_id, \
    COALESCE(u.decimals, \(UnitOfMeasure.standardDecimals)), s.has_lists \
    FROM sku s JOIN item i ON i.item_id = s.item_id \
    LEFT JOIN item_unit u ON u.unit = i.base_unit \
    WHERE s.sku_id IN (\(SQLSeries.repeated("?", count)))
    """
  }

  static func facts(_ row: borrowing Row) throws(DatabaseError) -> SKUInfo {
    let own: UnitPrice = try row.decimal(4)
    let plan = RetailPlan(stored: try row.bytesOrNil(5))
    let now = try row.instant(6)
    return SKUInfo(
      skuID: try row.int(0), itemID: try row.int(1), name: try row.text(2),
      spec: try row.textOrNil(3),
      price: plan.price(at: now) ?? own, ownPrice: own, hasLists: try row.bool(13),
      kind: try row.text(7),
      isActive: try row.bool(8), allowsNegative: try row.bool(9), baseUnit: try row.text(10),
      decimals: try row.count(12), categoryID: try row.intOrNil(11), readAt: now)
  }

  static let valuations = SQLList("item.valuations") { count in
    """
    SELECT sku_id, cost_method, standard_cost FROM sku \
    WHERE sku_id IN (\(SQLSeries.repeated("?", count)))
    """
  }

  static let standardCosts = SQLList("item.standard_costs") { count in
    """
    SELECT s.sku_id, IF(h.sku_id IS NULL, s.standard_cost, h.standard_cost) FROM sku s \
    LEFT JOIN sku_standard_cost h ON h.sku_id = s.sku_id AND h.valid_from = (\
    SELECT MAX(v.valid_from) FROM sku_standard_cost v WHERE v.sku_id = s.sku_id \
    AND v.valid_from <= COALESCE(?, NOW(6))) \
    WHERE s.sku_id IN (\(SQLSeries.repeated("?", count)))
    """
  }

  static let barcodes = SQLList("item.barcodes", maximum: 40) { count in
    """
    SELECT b.code, b.sku_id, b.unit, s.units, i.base_unit, \
    COALESCE(u.decimals, \(UnitOfMeasure.standardDecimals)) FROM sku_barcode b \
    JOIN sku s ON s.sku_id = b.sku_id JOIN item i ON i.item_id = s.item_id \
    LEFT JOIN item_unit u ON u.unit = IF(b.unit = '', i.base_unit, b.unit) \
    WHERE b.compare_code IN (\(SQLSeries.repeated("?", count)))
    """
  }

  static func barcode(_ row: borrowing Row) throws(DatabaseError) -> (String, BarcodeInfo) {
    let (unit, factor) = ScannedUnit.find(
      try row.text(2), among: try row.bytes(3), baseUnit: try row.text(4))
    return (
      try row.text(0),
      BarcodeInfo(
        skuID: try row.int(1), unit: unit, factor: factor, decimals: try row.count(5))
    )
  }

  static let safetyStocks = SQL(
    "item.safety_stocks",
    """
    SELECT sku_id, safety_stock FROM sku WHERE sku_id > ? AND safety_stock > 0 \
    ORDER BY sku_id LIMIT ?
    """)

  static let noteStock = SQLSeries("item.note_stock") { count in
    """
    INSERT INTO sku_usage (sku_id, warehouse_id, has_stock) \
    VALUES \(SQLSeries.repeated("(?, ?, ?)", count)) \
    ON DUPLICATE KEY UPDATE has_stock = VALUES(has_stock)
    """
  }
}
