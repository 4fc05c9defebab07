/// Invariant 2, which no centre can check alone: what orders say against what stock says. Only
/// these files may name the tables of several centres.
enum CrossCentreAudit {
  /// For each SKU that an order sells or gives away: what the order's lock holds, and what left
  /// stock for it.
  private static let books = """
    FROM sales_order o JOIN (SELECT order_id, sku_id, SUM(qty) AS qty FROM \
    (SELECT order_id, sku_id, qty FROM sales_order_line \
    UNION ALL SELECT order_id, sku_id, qty FROM sales_order_gift) g \
    GROUP BY order_id, sku_id) l ON l.order_id = o.order_id \
    JOIN sku s ON s.sku_id = l.sku_id JOIN item i ON i.item_id = s.item_id \
    LEFT JOIN (SELECT ref_no, sku_id, SUM(held) AS held FROM stock_lock \
    WHERE owner = 'order' GROUP BY ref_no, sku_id) h \
    ON h.ref_no = o.order_no AND h.sku_id = l.sku_id \
    LEFT JOIN (SELECT ref_no, sku_id, SUM(quantity) AS moved FROM stock_move \
    WHERE ref_type = 'sale' GROUP BY ref_no, sku_id) m \
    ON m.ref_no = o.order_no AND m.sku_id = l.sku_id \
    WHERE i.kind <> 'service'
    """
  private static let columns =
    "SELECT o.order_no, o.status, l.sku_id, l.qty, COALESCE(h.held, 0), COALESCE(m.moved, 0)"

  static let checks: [AuditCheck] = [
    check(
      "unpaid orders hold exactly their lock", "audit.created_orders",
      "o.status = 'created' AND (COALESCE(h.held, 0) <> l.qty OR COALESCE(m.moved, 0) <> 0)"),
    check(
      "paid orders' goods left exactly once", "audit.paid_orders",
      """
      o.status IN ('paid', 'part_shipped', 'shipped', 'part_refunded', 'refunded') \
      AND NOT (COALESCE(h.held, 0) = 0 AND COALESCE(m.moved, 0) = -l.qty) \
      AND NOT (o.stock_status = 'locked' AND COALESCE(h.held, 0) = l.qty \
      AND COALESCE(m.moved, 0) = 0 AND o.paid_at > NOW(6) - INTERVAL 60 SECOND)
      """),
    check(
      "cancelled and expired orders hold nothing", "audit.closed_orders",
      """
      o.status IN ('cancelled', 'expired') \
      AND (COALESCE(h.held, 0) <> 0 OR COALESCE(m.moved, 0) <> 0)
      """),
    AuditCheck(
      name: "refunded goods came back exactly once", invariant: 2,
      sql: SQL(
        "audit.refunded_goods",
        """
        SELECT r.refund_no, t.sku_id, t.qty, COALESCE(m.moved, 0) FROM sales_refund r \
        JOIN sales_order o ON o.order_id = r.order_id \
        JOIN (SELECT refund_id, sku_id, SUM(qty) AS qty FROM sales_refund_line \
        GROUP BY refund_id, sku_id) t ON t.refund_id = r.refund_id \
        JOIN sku s ON s.sku_id = t.sku_id JOIN item i ON i.item_id = s.item_id \
        LEFT JOIN (SELECT ref_no, origin_no, sku_id, SUM(quantity) AS moved FROM stock_move \
        WHERE ref_type = 'return' AND origin_type = 'sale' \
        GROUP BY ref_no, origin_no, sku_id) m \
        ON m.ref_no = r.refund_no AND m.origin_no = o.order_no AND m.sku_id = t.sku_id \
        WHERE i.kind <> 'service' AND COALESCE(m.moved, 0) < t.qty LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "refund \(try row.text()) sku \(try row.int()): refunded \(try row.text()), "
        + "came back \(try row.text())"
    },
    AuditCheck(
      name: "every order's lock has its order", invariant: 2,
      sql: SQL(
        "audit.orphan_locks",
        """
        SELECT k.ref_no, k.sku_id, k.held FROM stock_lock k \
        LEFT JOIN sales_order o ON o.order_no = k.ref_no \
        WHERE k.owner = 'order' AND o.order_id IS NULL LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "lock \(try row.text()) of sku \(try row.int()) holds \(try row.text()) for no order"
    },
    AuditCheck(
      name: "every applied sale of a till has its order", invariant: 9,
      sql: SQL(
        "audit.pos_orders",
        """
        SELECT r.device_id, r.seq, COALESCE(r.order_no, ''), d.store_id FROM pos_receipt r \
        JOIN pos_device d ON d.device_id = r.device_id \
        LEFT JOIN sales_order o ON o.order_id = r.order_id AND o.order_no = r.order_no \
        AND o.store_id = d.store_id AND o.channel IN ('till', 'pos') AND o.sold_at IS NOT NULL \
        WHERE r.status = 'applied' AND o.order_id IS NULL LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "device \(try row.text()) number \(try row.int()): no order \(try row.text()) in store "
        + "\(try row.int())"
    },
    AuditCheck(
      name: "every offline order has its till's receipt", invariant: 9,
      sql: SQL(
        "audit.offline_orders",
        """
        SELECT o.order_no FROM sales_order o LEFT JOIN pos_receipt r ON r.order_id = o.order_id \
        WHERE o.sold_at IS NOT NULL AND r.seq IS NULL LIMIT ?
        """)
    ) { row throws(DatabaseError) in "offline order \(try row.text()) has no receipt" },
  ]

  private static func check(
    _ name: String, _ statement: StaticString, _ condition: String
  ) -> AuditCheck {
    AuditCheck(
      name: name, invariant: 2,
      sql: SQL(statement, "\(columns) \(books) AND \(condition) LIMIT ?")
    ) { row throws(DatabaseError) in
      "order \(try row.text()) (\(try row.text())) sku \(try row.int()): "
        + "ordered \(try row.text()), held \(try row.text()), moved \(try row.text())"
    }
  }
}
