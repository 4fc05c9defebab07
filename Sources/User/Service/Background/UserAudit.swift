/// What the user centre's tables must say at every quiet moment.
package enum UserAudit {
  package static let checks: [AuditCheck] = [names]

  private static let names = AuditCheck(
    name: "no two users have one name, but pairs of before", invariant: 22,
    sql: SQL(
      "audit.user_names",
      """
      SELECT LOWER(username), MIN(user_id), MAX(user_id) FROM user_account WHERE key_taken = 0 \
      GROUP BY LOWER(username) HAVING COUNT(*) > 1 LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    "username \(try row.text()): users \(try row.int()) and \(try row.int())"
  }
}
