/// What the member centre's tables must say at every quiet moment.
package enum MemberAudit {
  package static let checks: [AuditCheck] = [points, debt, limits, growth, levels, coupons]

  private static let points = AuditCheck(
    name: "points are the lots' remainders and the sum of all changes", invariant: 6,
    sql: SQL(
      "audit.member_points",
      """
      SELECT member_id, SUM(points), SUM(remaining), SUM(changed) FROM (\
      SELECT member_id, points, 0 AS remaining, 0 AS changed FROM member UNION ALL \
      SELECT member_id, 0, remaining, 0 FROM point_lot UNION ALL \
      SELECT member_id, 0, 0, points_change FROM point_change) AS books GROUP BY member_id \
      HAVING SUM(points) <> SUM(remaining) OR SUM(points) <> SUM(changed) LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    """
    member \(try row.int()): points \(try row.text()), lots \(try row.text()), changes \
    \(try row.text())
    """
  }

  private static let debt = AuditCheck(
    name: "debt of points is what refunds could not take, less what was paid", invariant: 13,
    sql: SQL(
      "audit.points_debt",
      """
      SELECT m.member_id, m.points_debt, COALESCE(SUM(GREATEST(c.debt_change, 0)), 0), \
      COALESCE(SUM(GREATEST(-c.debt_change, 0)), 0) FROM member m \
      LEFT JOIN point_change c ON c.member_id = m.member_id AND c.debt_change <> 0 \
      GROUP BY m.member_id, m.points_debt \
      HAVING COALESCE(SUM(c.debt_change), 0) <> m.points_debt LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    """
    member \(try row.int()): debt \(try row.int()), shortfalls \(try row.text()), paid \
    \(try row.text())
    """
  }

  private static let limits = AuditCheck(
    name: "points and debt are never both there, and neither they nor growth beyond the limit",
    invariant: 13,
    sql: SQL(
      "audit.point_limits",
      """
      SELECT member_id, points, points_debt, growth FROM member \
      WHERE (points <> 0 AND points_debt <> 0) OR points NOT BETWEEN 0 AND 1000000000000000 \
      OR points_debt NOT BETWEEN 0 AND 1000000000000000 \
      OR growth NOT BETWEEN 0 AND 1000000000000000 LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    """
    member \(try row.int()): points \(try row.int()), debt \(try row.int()), growth \
    \(try row.int())
    """
  }

  private static let growth = AuditCheck(
    name: "growth is the sum of what counts for it", invariant: 6,
    sql: SQL(
      "audit.member_growth",
      """
      SELECT m.member_id, m.growth, COALESCE(SUM(c.growth_change), 0) FROM member m \
      LEFT JOIN point_change c ON c.member_id = m.member_id GROUP BY m.member_id, m.growth \
      HAVING COALESCE(SUM(c.growth_change), 0) <> m.growth LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    "member \(try row.int()): growth \(try row.int()), changes make \(try row.text())"
  }

  private static let levels = AuditCheck(
    name: "each member has the level of the growth", invariant: 6,
    sql: SQL(
      "audit.member_levels",
      """
      SELECT member_id, growth, due, level FROM (SELECT m.member_id, m.growth, m.level, \
      (SELECT MAX(l.level) FROM member_level l WHERE l.min_growth <= m.growth) AS due \
      FROM member m) AS standing WHERE due IS NULL OR due <> level LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    """
    member \(try row.int()): growth \(try row.int()) is level \(try row.intOrNil() ?? 0), not \
    \(try row.int())
    """
  }

  private static let coupons = AuditCheck(
    name: "coupons issued are unused, locked, used, expired or voided, and no more than there are",
    invariant: 14,
    sql: SQL(
      "audit.coupons",
      """
      SELECT t.template_id, t.total, t.issued, COUNT(c.coupon_id) FROM coupon_template t \
      LEFT JOIN coupon c ON c.template_id = t.template_id \
      AND c.status IN ('issued', 'locked', 'used', 'expired', 'voided') \
      GROUP BY t.template_id, t.total, t.issued \
      HAVING COUNT(c.coupon_id) <> t.issued OR t.issued > t.total LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    """
    template \(try row.int()): total \(try row.intOrNil().map(String.init) ?? "open"), issued \
    \(try row.int()), coupons \(try row.int())
    """
  }
}
