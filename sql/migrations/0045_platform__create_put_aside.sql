-- What a job could not do yet (retry), or gave up (dead), of each kind of things: overdue lots of
-- points, overdue orders. Attempts are counted before they are made.
CREATE TABLE put_aside (
  kind       VARCHAR(32)   NOT NULL,
  object_key VARCHAR(64)   NOT NULL,
  status     VARCHAR(8)    NOT NULL,
  attempts   INT           NOT NULL,
  next_at    DATETIME(6)   NOT NULL,
  last_error VARCHAR(1000) NOT NULL,
  first_at   DATETIME(6)   NOT NULL,
  last_at    DATETIME(6)   NOT NULL,
  PRIMARY KEY (kind, object_key),
  KEY put_aside_status (status, kind, object_key),
  CONSTRAINT put_aside_status_known CHECK (status IN ('retry', 'dead')),
  CONSTRAINT put_aside_attempts CHECK (attempts >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
