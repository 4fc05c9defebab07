/// Invariant 17: an order's goods lie where the order and its refunds say.
extension CrossCentreAudit {
  static let warehouses: [AuditCheck] = [
    AuditCheck(
      name: "a lock has an organisation, but those of before that nobody had", invariant: 17,
      sql: SQL(
        "audit.lock_organisations",
        """
        SELECT k.ref_no, k.owner, k.warehouse_id FROM stock_lock k \
        WHERE k.org_id <= 0 AND (k.of_before = 0 OR k.owner = 'order') LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "lock \(try row.text()) (\(try row.text())) in warehouse \(try row.int()) has no organisation"
    },
    inOrdersWarehouse(
      "an order's lock lies in the order's warehouse", "locked in",
      SQL(
        "audit.lock_warehouses",
        """
        SELECT o.order_no, k.sku_id, k.warehouse_id, o.warehouse_id FROM stock_lock k \
        JOIN sales_order o ON o.order_no = k.ref_no \
        WHERE k.owner = 'order' AND k.warehouse_id <> o.warehouse_id LIMIT ?
        """)),
    inOrdersWarehouse(
      "sold goods left the order's warehouse", "left",
      SQL(
        "audit.sale_warehouses",
        """
        SELECT o.order_no, m.sku_id, m.warehouse_id, o.warehouse_id FROM stock_move m \
        JOIN sales_order o ON o.order_no = m.ref_no \
        WHERE m.ref_type = 'sale' AND m.warehouse_id <> o.warehouse_id LIMIT ?
        """)),
    AuditCheck(
      name: "goods came back where the refund or its order says", invariant: 17,
      sql: SQL(
        "audit.return_warehouses",
        """
        SELECT m.ref_no, o.order_no, m.sku_id, m.warehouse_id, \
        COALESCE(r.warehouse_id, o.warehouse_id) FROM stock_move m \
        JOIN sales_order o ON o.order_no = m.origin_no \
        LEFT JOIN sales_refund r ON r.order_id = o.order_id AND r.refund_no = m.ref_no \
        WHERE m.ref_type = 'return' AND m.origin_type = 'sale' AND m.warehouse_id <> \
        o.warehouse_id AND m.warehouse_id <> COALESCE(r.warehouse_id, o.warehouse_id) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "refund \(try row.text()) of order \(try row.text()) sku \(try row.int()): came back into "
        + "warehouse \(try row.int()), not \(try row.int())"
    },
  ]

  /// - Parameters:
  ///   - verb: what was done with the goods in another warehouse than their order's
  ///   - sql: gives order, SKU, that warehouse and the order's
  private static func inOrdersWarehouse(
    _ name: String, _ verb: String, _ sql: SQL
  ) -> AuditCheck {
    AuditCheck(name: name, invariant: 17, sql: sql) { row throws(DatabaseError) in
      "order \(try row.text()) sku \(try row.int()): \(verb) warehouse \(try row.int()), "
        + "not \(try row.int())"
    }
  }
}
