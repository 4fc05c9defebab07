/// What payments, the lines' shares and refunds must say, and what each line, gift and tender of an
/// order bears at most: invariants 11 and 12.
extension OrderAudit {
  static let refundChecks: [AuditCheck] = [
    AuditCheck(
      name: "a transaction pays once", invariant: 11,
      sql: SQL(
        "audit.order_transactions",
        """
        SELECT p.txn_no, p.method, COUNT(*), COUNT(p.txn_claim) FROM sales_payment p \
        WHERE p.txn_no IS NOT NULL AND p.method <> 'cash' GROUP BY p.method, p.txn_no \
        HAVING COUNT(p.txn_claim) <> 1 OR SUM(p.txn_claim <> p.txn_no) > 0 LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "transaction \(try row.text()) by \(try row.text()): \(try row.int()) payments, "
        + "\(try row.int()) of them have it as their own"
    },
    AuditCheck(
      name: "the lines' shares add up to the order's", invariant: 12,
      sql: SQL(
        "audit.order_shares",
        """
        SELECT o.order_no, o.coupon_discount, SUM(l.coupon_discount), o.points_discount, \
        SUM(l.points_discount) FROM sales_order o \
        JOIN sales_order_line l ON l.order_id = o.order_id \
        GROUP BY o.order_id, o.order_no, o.coupon_discount, o.points_discount \
        HAVING SUM(l.coupon_discount) <> o.coupon_discount \
        OR SUM(l.points_discount) <> o.points_discount LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "order \(try row.text()): coupon \(try row.text()), lines \(try row.text()); "
        + "points \(try row.text()), lines \(try row.text())"
    },
    AuditCheck(
      name: "refunds add up to what came back", invariant: 12,
      sql: SQL(
        "audit.order_refunds",
        """
        SELECT o.order_no, l.line_no, l.refunded_qty, COALESCE(SUM(t.qty), 0) \
        FROM sales_order o JOIN (SELECT order_id, line_no, refunded_qty, refunded_amount \
        FROM sales_order_line UNION ALL SELECT order_id, line_no, refunded_qty, 0 \
        FROM sales_order_gift) l ON l.order_id = o.order_id \
        LEFT JOIN sales_refund r ON r.order_id = o.order_id \
        LEFT JOIN sales_refund_line t ON t.refund_id = r.refund_id AND t.line_no = l.line_no \
        GROUP BY o.order_id, o.order_no, l.line_no, l.refunded_qty, l.refunded_amount \
        HAVING COALESCE(SUM(t.qty), 0) <> l.refunded_qty \
        OR COALESCE(SUM(t.amount), 0) <> l.refunded_amount LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "order \(try row.text()) line \(try row.int()): refunded \(try row.text()), "
        + "refunds \(try row.text())"
    },
    AuditCheck(
      name: "lines' refunds are what was paid back or charged", invariant: 12,
      sql: SQL(
        "audit.order_refunded",
        """
        SELECT o.order_no, o.status, o.refunded, l.back, COALESCE(r.amount, 0), \
        COALESCE(r.charge, 0) FROM sales_order o \
        JOIN (SELECT order_id, SUM(refunded_amount) AS back, SUM(refunded_qty) AS qty, \
        SUM(qty - refunded_qty) AS open FROM sales_order_line GROUP BY order_id) l \
        ON l.order_id = o.order_id \
        LEFT JOIN (SELECT order_id, SUM(amount) AS amount, SUM(gift_charge) AS charge \
        FROM sales_refund GROUP BY order_id) r ON r.order_id = o.order_id \
        LEFT JOIN (SELECT order_id, SUM(refunded_qty) AS qty FROM sales_order_gift \
        GROUP BY order_id) g ON g.order_id = o.order_id \
        WHERE o.refunded <> COALESCE(r.amount, 0) \
        OR l.back <> COALESCE(r.amount + r.charge, 0) \
        OR (o.status = 'refunded') <> (l.open = 0) \
        OR (o.status = 'part_refunded') <> (l.open > 0 AND l.qty + COALESCE(g.qty, 0) > 0) \
        LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "order \(try row.text()) (\(try row.text())): refunded \(try row.text()), "
        + "lines \(try row.text()), paid back \(try row.text()), charged \(try row.text())"
    },
    AuditCheck(
      name: "no more points come back than were spent", invariant: 12,
      sql: SQL(
        "audit.order_points_back",
        """
        SELECT o.order_no, o.points_used, COALESCE(p.points, 0), r.points, r.charged \
        FROM (SELECT order_id, SUM(points) AS points, SUM(gift_points) AS charged \
        FROM sales_refund GROUP BY order_id) r JOIN sales_order o ON o.order_id = r.order_id \
        LEFT JOIN (SELECT order_id, SUM(amount) * 100 AS points FROM sales_payment \
        WHERE method = 'points' GROUP BY order_id) p ON p.order_id = o.order_id \
        WHERE r.points < 0 OR r.charged < 0 \
        OR r.points + r.charged > o.points_used + COALESCE(p.points, 0) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "order \(try row.text()): spent \(try row.int()), paid with \(try row.text()), "
        + "back \(try row.text()), charged \(try row.text())"
    },
    AuditCheck(
      name: "gifts bear no more than they are charged", invariant: 12,
      sql: SQL(
        "audit.gift_charges",
        """
        SELECT o.order_no, r.borne, COALESCE(g.due, 0) FROM (SELECT order_id, \
        SUM(gift_charge) + SUM(gift_points) / 100 AS borne FROM sales_refund \
        GROUP BY order_id) r JOIN sales_order o ON o.order_id = r.order_id \
        LEFT JOIN (SELECT order_id, SUM(ROUND(value * charged_qty / qty, 2)) AS due \
        FROM sales_order_gift GROUP BY order_id) g ON g.order_id = o.order_id \
        WHERE r.borne < 0 OR r.borne > COALESCE(g.due, 0) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "order \(try row.text()): borne \(try row.text()), charged \(try row.text())"
    },
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
