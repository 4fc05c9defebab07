/// What `ItemAPI` reads: its statements, and the reading of their rows.
enum FacadeQueries {
  static let skus = SQLList("item.facts") { count in
    """
    SELECT s.price, s.retail_plan, NOW(6), s.sku_id, s.item_id, i.name, s.spec_text, s.has_lists, \
    i.kind, i.status = 'active' AND s.status = 'active', s.allow_negative, i.base_unit, \
    COALESCE(u.decimals, \(UnitOfMeasure.standardDecimals)), i.category_id \
    FROM sku s JOIN item i ON i.item_id = s.item_id \
    LEFT JOIN item_unit u ON u.unit = i.base_unit \
    WHERE s.sku_id IN (\(SQLSeries.repeated("?", count)))
    """
  }

  static func facts(_ row: borrowing Row) throws(DatabaseError) -> SKUInfo {
    let own: UnitPrice = try row.decimal()
    let plan = RetailPlan(stored: try row.bytesOrNil())
    let now = try row.instant()
    return SKUInfo(
      skuID: try row.int(), itemID: try row.int(), name: try row.text(),
      spec: try row.textOrNil(), price: plan.price(at: now) ?? own, ownPrice: own,
      hasLists: try row.bool(), kind: try row.choice(), isActive: try row.bool(),
      allowsNegative: try row.bool(), baseUnit: try row.text(), decimals: try row.count(),
      categoryID: try row.intOrNil(), readAt: now)
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
    SELECT b.code, b.unit, s.units, i.base_unit, b.sku_id, \
    COALESCE(u.decimals, \(UnitOfMeasure.standardDecimals)) FROM sku_barcode b \
    JOIN sku s ON s.sku_id = b.sku_id JOIN item i ON i.item_id = s.item_id \
    LEFT JOIN item_unit u ON u.unit = IF(b.unit = '', i.base_unit, b.unit) \
    WHERE b.compare_code IN (\(SQLSeries.repeated("?", count)))
    """
  }

  static func barcode(_ row: borrowing Row) throws(DatabaseError) -> (String, BarcodeInfo) {
    let code = try row.text()
    let (unit, factor) = try row.scannedUnit()
    return (
      code, BarcodeInfo(skuID: try row.int(), unit: unit, factor: factor, decimals: try row.count())
    )
  }

  static let safetyStocks = SQL(
    "item.safety_stocks",
    """
    SELECT sku_id, safety_stock FROM sku WHERE sku_id > ? AND safety_stock > 0 \
    ORDER BY sku_id LIMIT ?
    """)
}
