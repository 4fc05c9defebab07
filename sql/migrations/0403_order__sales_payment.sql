-- The tenders that paid an order.
CREATE TABLE sales_payment (
  order_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  method VARCHAR(20) NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  txn_no VARCHAR(100) NULL,
  paid_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (order_id, line_no),
  CHECK (amount > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
