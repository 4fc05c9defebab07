-- What arrived: qty in all, of which rejected_qty never went into stock; the rest at unit_cost.
CREATE TABLE purchase_receipt_line (
  receipt_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  sku_id BIGINT NOT NULL,
  qty DECIMAL(18,4) NOT NULL,
  rejected_qty DECIMAL(18,4) NOT NULL,
  unit_cost DECIMAL(18,6) NOT NULL,
  PRIMARY KEY (receipt_id, line_no),
  CONSTRAINT purchase_receipt_line_qty
    CHECK (qty > 0 AND rejected_qty >= 0 AND rejected_qty <= qty)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
