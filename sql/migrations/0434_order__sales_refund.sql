-- Goods of an order that came back. amount is what had been paid for them: money goes back as
-- money, the rest as points; points also holds what points had taken off.
CREATE TABLE sales_refund (
  refund_id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NOT NULL,
  refund_no VARCHAR(100) NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  money DECIMAL(18,2) NOT NULL,
  points BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (refund_id),
  UNIQUE KEY sales_refund_no (refund_no),
  KEY sales_refund_order (order_id),
  CHECK (money >= 0 AND money <= amount),
  CHECK (points >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
