/// What the item centre's own tables must say at every quiet moment.
package enum ItemAudit {
  package static let checks: [AuditCheck] = [
    AuditCheck(
      name: "no two SKUs have one GTIN", invariant: 22,
      sql: SQL(
        "audit.item_gtins",
        """
        SELECT t.code, t.sku_id, o.code, o.sku_id FROM sku_barcode t \
        JOIN sku_barcode o ON o.compare_code = LPAD(t.code, 14, '0') AND o.code <> t.code \
        LEFT JOIN sku_barcode_twin b ON b.code = t.code \
        WHERE t.kept_twin = 1 AND b.code IS NULL LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "\(try row.text()) of SKU \(try row.int()) is \(try row.text()) of SKU \(try row.int())"
    }
  ]
}
