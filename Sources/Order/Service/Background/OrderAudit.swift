/// What the order centre's own tables must say at every quiet moment.
package enum OrderAudit {
  package static let checks: [AuditCheck] =
    refundChecks + [
      AuditCheck(
        name: "line discounts add up to the order's", invariant: 7,
        sql: SQL(
          "audit.order_totals",
          """
          SELECT o.order_no, o.payable, SUM(l.payable) FROM sales_order o \
          JOIN sales_order_line l ON l.order_id = o.order_id \
          GROUP BY o.order_id, o.order_no, o.payable, o.discount, o.original \
          HAVING SUM(l.payable) <> o.payable OR SUM(l.discount) <> o.discount \
          OR SUM(l.original) <> o.original LIMIT ?
          """)
      ) { row throws(DatabaseError) in
        "order \(try row.text()): payable \(try row.text()), lines \(try row.text())"
      },
      AuditCheck(
        name: "payments add up to what was payable", invariant: 11,
        sql: SQL(
          "audit.order_payments",
          """
          SELECT o.order_no, o.status, o.payable, COALESCE(p.paid, 0) FROM sales_order o \
          LEFT JOIN (SELECT order_id, SUM(amount) AS paid FROM sales_payment GROUP BY order_id) p \
          ON p.order_id = o.order_id WHERE COALESCE(p.paid, 0) <> \
          IF(o.status IN ('paid', 'part_shipped', 'shipped', 'part_refunded', 'refunded'), \
          o.payable, 0) LIMIT ?
          """)
      ) { row throws(DatabaseError) in
        "order \(try row.text()) (\(try row.text())): payable \(try row.text()), "
          + "paid \(try row.text())"
      },
      AuditCheck(
        name: "benefits are part of the discount", invariant: 7,
        sql: SQL(
          "audit.order_benefits",
          """
          SELECT o.order_no, o.discount, o.coupon_discount, o.points_discount, COALESCE(p.sum, 0) \
          FROM sales_order o LEFT JOIN (SELECT order_id, SUM(discount) AS sum, COUNT(*) AS count \
          FROM sales_order_promotion GROUP BY order_id) p ON p.order_id = o.order_id \
          WHERE o.promotions <> COALESCE(p.count, 0) OR (o.promotions > 0 AND \
          o.discount <> o.coupon_discount + o.points_discount + COALESCE(p.sum, 0)) LIMIT ?
          """)
      ) { row throws(DatabaseError) in
        "order \(try row.text()): discount \(try row.text()), coupon \(try row.text()), "
          + "points \(try row.text()), promotions \(try row.text())"
      },
      AuditCheck(
        name: "shipments add up to what was shipped", invariant: 2,
        sql: SQL(
          "audit.order_shipments",
          """
          SELECT o.order_no, l.line_no, l.shipped_qty, COALESCE(SUM(t.qty), 0) FROM sales_order o \
          JOIN sales_order_line l ON l.order_id = o.order_id \
          LEFT JOIN sales_shipment s ON s.order_id = o.order_id \
          LEFT JOIN sales_shipment_line t \
          ON t.shipment_id = s.shipment_id AND t.line_no = l.line_no \
          GROUP BY o.order_id, o.order_no, l.line_no, l.shipped_qty \
          HAVING COALESCE(SUM(t.qty), 0) <> l.shipped_qty LIMIT ?
          """)
      ) { row throws(DatabaseError) in
        "order \(try row.text()) line \(try row.int()): shipped \(try row.text()), "
          + "parcels \(try row.text())"
      },
      AuditCheck(
        name: "order numbers have no gap", invariant: 10,
        sql: SQL(
          "audit.order_numbers",
          """
          SELECT d.series, d.value, COALESCE(n.orders, 0) FROM document_number d LEFT JOIN ( \
          SELECT LOWER(CONCAT('order/', LEFT(order_no, CHAR_LENGTH(order_no) \
          - LOCATE('-', REVERSE(order_no))))) AS series, COUNT(*) AS orders FROM sales_order \
          GROUP BY 1) n ON n.series = d.series \
          WHERE d.series LIKE 'order/%' AND COALESCE(n.orders, 0) <> d.value LIMIT ?
          """)
      ) { row throws(DatabaseError) in
        "series \(try row.text()): drawn \(try row.int()), orders \(try row.int())"
      },
    ]
}
