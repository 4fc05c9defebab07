/// What the tables of the POS centre must say at every quiet moment.
package enum PosAudit {
  package static let checks: [AuditCheck] = [
    AuditCheck(
      name: "tills' sales have no gap but those skipped by name", invariant: 9,
      sql: SQL(
        "audit.pos_gaps",
        """
        SELECT d.device_id, d.next_seq, COUNT(r.seq), COALESCE(MIN(r.seq), 0) FROM pos_device d \
        LEFT JOIN pos_receipt r ON r.device_id = d.device_id AND r.seq < d.next_seq \
        AND r.status <> 'waiting' GROUP BY d.device_id, d.next_seq \
        HAVING COUNT(r.seq) <> d.next_seq - 1 LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "device \(try row.text()): next is \(try row.int()), but \(try row.int()) are settled "
        + "from \(try row.int()) on"
    },
    AuditCheck(
      name: "tills' sales are applied in order", invariant: 9,
      sql: SQL(
        "audit.pos_ahead",
        """
        SELECT r.device_id, r.seq, d.next_seq FROM pos_receipt r \
        LEFT JOIN pos_device d ON d.device_id = r.device_id \
        WHERE r.status = 'applied' AND (d.device_id IS NULL OR r.seq >= d.next_seq) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "device \(try row.text()): \(try row.int()) is applied, next is "
        + "\(try row.intOrNil() ?? 0)"
    },
    AuditCheck(
      name: "nothing is skipped without a reason", invariant: 9,
      sql: SQL(
        "audit.pos_skipped",
        """
        SELECT device_id, seq FROM pos_receipt \
        WHERE status = 'skipped' AND COALESCE(reason, '') = '' LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "device \(try row.text()): \(try row.int()) is skipped without a reason"
    },
  ]
}
