-- The goods that promotions gave away with an order.
CREATE TABLE sales_order_gift (
  order_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  sku_id BIGINT NOT NULL,
  qty DECIMAL(18,4) NOT NULL,
  promo_id BIGINT NOT NULL,
  PRIMARY KEY (order_id, line_no),
  CHECK (qty > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
