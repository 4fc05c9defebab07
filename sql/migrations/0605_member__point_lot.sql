-- Points that came together and end together. Whoever changes a lot has locked its member's row.
-- is_open says that something remains, so that the worker finds what is overdue in an index.
CREATE TABLE point_lot (
  lot_id     BIGINT      NOT NULL AUTO_INCREMENT,
  member_id  BIGINT      NOT NULL,
  points     BIGINT      NOT NULL,
  remaining  BIGINT      NOT NULL,
  is_open    BOOLEAN     NOT NULL DEFAULT TRUE,
  expires_at DATETIME(6) NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (lot_id),
  KEY point_lot_member (member_id, is_open, expires_at),
  KEY point_lot_expiry (is_open, expires_at),
  CONSTRAINT point_lot_points CHECK (points > 0 AND remaining >= 0 AND remaining <= points),
  CONSTRAINT point_lot_open CHECK (is_open = (remaining > 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
