import MariaDBClient

/// What each line, gift and tender of an order bears at most: invariants 11 and 12.
extension OrderAudit {
  static let boundChecks: [AuditCheck] = [
    AuditCheck(
      name: "no tender gives back more than it paid", invariant: 11,
      sql: SQL(
        "audit.order_tenders_back",
        """
        SELECT o.order_no, r.money, COALESCE(p.money, 0), r.points, COALESCE(p.points, 0) FROM \
        (SELECT order_id, SUM(money) AS money, SUM(amount - money) AS points, \
        MIN(money) AS least, MIN(amount - money) AS least_points \
        FROM sales_refund GROUP BY order_id) r \
        JOIN sales_order o ON o.order_id = r.order_id LEFT JOIN (SELECT order_id, \
        SUM(IF(method = 'points', 0, amount)) AS money, \
        SUM(IF(method = 'points', amount, 0)) AS points \
        FROM sales_payment GROUP BY order_id) p ON p.order_id = r.order_id \
        WHERE r.least < 0 OR r.least_points < 0 OR r.money > COALESCE(p.money, 0) \
        OR r.points > COALESCE(p.points, 0) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "order \(try row.text()): money back \(try row.text()) of \(try row.text()), "
        + "as points \(try row.text()) of \(try row.text())"
    },
    AuditCheck(
      name: "a line's shares are its discount, and no more comes back than it cost",
      invariant: 12,
      sql: SQL(
        "audit.order_line_bounds",
        """
        SELECT o.order_no, l.line_no, l.discount, l.coupon_discount + l.points_discount, \
        l.payable, l.refunded_amount FROM sales_order_line l \
        JOIN sales_order o ON o.order_id = l.order_id \
        WHERE l.coupon_discount < 0 OR l.points_discount < 0 \
        OR l.coupon_discount + l.points_discount > l.discount \
        OR l.original - l.discount <> l.payable \
        OR l.refunded_amount NOT BETWEEN 0 AND l.payable \
        OR l.refunded_qty NOT BETWEEN 0 AND l.qty LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "order \(try row.text()) line \(try row.int()): discount \(try row.text()), shares "
        + "\(try row.text()); payable \(try row.text()), back \(try row.text())"
    },
    AuditCheck(
      name: "gifts that were charged or came back had been given", invariant: 12,
      sql: SQL(
        "audit.gifts_given",
        """
        SELECT o.order_no, g.line_no, g.qty, g.charged_qty, g.refunded_qty \
        FROM sales_order_gift g JOIN sales_order o ON o.order_id = g.order_id \
        WHERE g.charged_qty < 0 OR g.refunded_qty < 0 \
        OR g.charged_qty + g.refunded_qty > g.qty LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "order \(try row.text()) line \(try row.int()): given \(try row.text()), charged "
        + "\(try row.text()), came back \(try row.text())"
    },
  ]
}
