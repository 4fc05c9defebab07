/// What the promotion centre's own tables must say at every quiet moment.
package enum PromoAudit {
  package static let checks: [AuditCheck] = [
    AuditCheck(
      name: "promotions are used as often as orders say", invariant: 7,
      sql: SQL(
        "audit.promo_counters",
        """
        SELECT c.promo_id, c.member_id, c.used, COUNT(u.order_no) FROM promotion_counter c \
        LEFT JOIN promotion_usage u ON u.promo_id = c.promo_id AND u.given_back_at IS NULL \
        AND (c.member_id = 0 OR c.member_id = u.member_id) \
        GROUP BY c.promo_id, c.member_id, c.used HAVING COUNT(u.order_no) <> c.used LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "promotion \(try row.int()) member \(try row.int()): counted \(try row.int()), "
        + "records \(try row.int())"
    },
    AuditCheck(
      name: "no promotion is used above its limit", invariant: 7,
      sql: SQL(
        "audit.promo_limits",
        """
        SELECT p.promo_id, p.usage_limit, COUNT(u.order_no) FROM promotion p \
        JOIN promotion_usage u ON u.promo_id = p.promo_id AND u.given_back_at IS NULL \
        WHERE p.usage_limit IS NOT NULL GROUP BY p.promo_id, p.usage_limit \
        HAVING COUNT(u.order_no) > p.usage_limit LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "promotion \(try row.int()): limit \(try row.int()), used \(try row.int())"
    },
    AuditCheck(
      name: "no member uses a promotion above the limit", invariant: 7,
      sql: SQL(
        "audit.promo_member_limits",
        """
        SELECT p.promo_id, u.member_id, p.per_member_limit, COUNT(u.order_no) FROM promotion p \
        JOIN promotion_usage u ON u.promo_id = p.promo_id AND u.given_back_at IS NULL \
        WHERE p.per_member_limit IS NOT NULL AND u.member_id IS NOT NULL \
        GROUP BY p.promo_id, u.member_id, p.per_member_limit \
        HAVING COUNT(u.order_no) > p.per_member_limit LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "promotion \(try row.int()) member \(try row.int()): limit \(try row.int()), "
        + "used \(try row.int())"
    },
  ]
}
