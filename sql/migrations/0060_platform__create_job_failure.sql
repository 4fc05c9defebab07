-- What a sweeper could not see to yet (retry), or put aside (dead): an overdue order, an overdue
-- lot. Each attempt after the first failure is counted before it is made.
CREATE TABLE job_failure (
  kind       VARCHAR(32)   NOT NULL,
  ref_id     BIGINT        NOT NULL,
  status     VARCHAR(8)    NOT NULL,
  attempts   INT           NOT NULL,
  next_at    DATETIME(6)   NOT NULL,
  last_error VARCHAR(1000) NOT NULL,
  first_at   DATETIME(6)   NOT NULL,
  last_at    DATETIME(6)   NOT NULL,
  PRIMARY KEY (kind, ref_id),
  CONSTRAINT job_failure_status CHECK (status IN ('retry', 'dead')),
  CONSTRAINT job_failure_attempts CHECK (attempts > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
