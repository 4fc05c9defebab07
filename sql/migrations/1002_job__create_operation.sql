-- What each operation has put out: the sums of its reports that were not taken back.
-- position counts 1, 2, 3 … in the order of work.
CREATE TABLE job_operation (
  mo_id BIGINT NOT NULL,
  op_no INT NOT NULL,
  position INT NOT NULL,
  good_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  defect_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  labor_scrap_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  material_scrap_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  other_scrap_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  PRIMARY KEY (mo_id, op_no),
  UNIQUE KEY job_operation_position (mo_id, position),
  CONSTRAINT job_operation_qty CHECK (good_qty >= 0 AND defect_qty >= 0 AND labor_scrap_qty >= 0
    AND material_scrap_qty >= 0 AND other_scrap_qty >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
