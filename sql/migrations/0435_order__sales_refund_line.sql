-- The goods of a refund.
CREATE TABLE sales_refund_line (
  refund_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  sku_id BIGINT NOT NULL,
  qty DECIMAL(18,4) NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  PRIMARY KEY (refund_id, line_no),
  CHECK (qty > 0),
  CHECK (amount >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
