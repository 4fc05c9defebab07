-- A production order that work was reported of. planned_qty and tolerance are those of its first
-- report: more than planned_qty × (1 + tolerance) is refused of each operation.
CREATE TABLE job_order (
  mo_id BIGINT NOT NULL,
  mo_no VARCHAR(64) NOT NULL,
  org_id BIGINT NOT NULL,
  sku_id BIGINT NOT NULL,
  planned_qty DECIMAL(18,4) NOT NULL,
  tolerance DECIMAL(18,4) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (mo_id),
  CONSTRAINT job_order_planned CHECK (planned_qty > 0),
  CONSTRAINT job_order_tolerance CHECK (tolerance >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
