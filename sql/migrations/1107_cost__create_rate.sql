-- What an hour of a work center costs; the empty name is for all that have no row.
CREATE TABLE cost_rate (
  work_center       VARCHAR(100)  NOT NULL,
  labor_per_hour    DECIMAL(18,4) NOT NULL,
  overhead_per_hour DECIMAL(18,4) NOT NULL,
  updated_by        BIGINT        NOT NULL,
  updated_at        DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (work_center),
  CONSTRAINT cost_rate_not_negative CHECK (labor_per_hour >= 0 AND overhead_per_hour >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
