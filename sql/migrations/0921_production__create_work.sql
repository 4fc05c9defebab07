-- What was reported of each operation of an order, less what was taken back: op_no 0 for an order
-- without a routing. It decides whether the order may still be cancelled, and what that cost.
CREATE TABLE production_work (
  mo_id BIGINT NOT NULL,
  op_no INT NOT NULL,
  good_qty DECIMAL(18,4) NOT NULL,
  defect_qty DECIMAL(18,4) NOT NULL,
  labor_scrap_qty DECIMAL(18,4) NOT NULL,
  material_scrap_qty DECIMAL(18,4) NOT NULL,
  other_scrap_qty DECIMAL(18,4) NOT NULL,
  PRIMARY KEY (mo_id, op_no),
  CONSTRAINT production_work_qty CHECK (good_qty >= 0 AND defect_qty >= 0
    AND labor_scrap_qty >= 0 AND material_scrap_qty >= 0 AND other_scrap_qty >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
