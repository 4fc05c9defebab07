-- Accounting periods in which no document may move goods any more, with the instants between which
-- they lie in the business's time zone.
CREATE TABLE closed_period (
  period    VARCHAR(7)  NOT NULL,
  starts_at DATETIME(6) NOT NULL,
  ends_at   DATETIME(6) NOT NULL,
  closed_by BIGINT      NOT NULL,
  closed_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (period),
  CONSTRAINT closed_period_span CHECK (starts_at < ends_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
