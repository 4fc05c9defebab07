-- What was reported: rows are only ever added. One that was taken back has a row in job_reversal.
CREATE TABLE job_report (
  report_id BIGINT NOT NULL AUTO_INCREMENT,
  report_no VARCHAR(64) NOT NULL,
  mo_id BIGINT NOT NULL,
  op_no INT NOT NULL,
  worker_id BIGINT NOT NULL,
  good_qty DECIMAL(18,4) NOT NULL,
  defect_qty DECIMAL(18,4) NOT NULL,
  labor_scrap_qty DECIMAL(18,4) NOT NULL,
  material_scrap_qty DECIMAL(18,4) NOT NULL,
  other_scrap_qty DECIMAL(18,4) NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (report_id),
  UNIQUE KEY job_report_no (report_no),
  KEY job_report_order (mo_id, op_no),
  KEY job_report_worker (worker_id, report_id),
  KEY job_report_time (created_at),
  CONSTRAINT job_report_qty CHECK (good_qty >= 0 AND defect_qty >= 0 AND labor_scrap_qty >= 0
    AND material_scrap_qty >= 0 AND other_scrap_qty >= 0
    AND good_qty + defect_qty + labor_scrap_qty + material_scrap_qty + other_scrap_qty > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
