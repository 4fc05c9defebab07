-- What went back, at what it had cost.
CREATE TABLE purchase_return_line (
  return_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  sku_id BIGINT NOT NULL,
  qty DECIMAL(18,4) NOT NULL,
  unit_cost DECIMAL(18,6) NOT NULL,
  PRIMARY KEY (return_id, line_no),
  CONSTRAINT purchase_return_line_qty CHECK (qty > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
