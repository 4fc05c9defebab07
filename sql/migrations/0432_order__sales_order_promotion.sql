-- The promotions of an order, and what each took off.
CREATE TABLE sales_order_promotion (
  order_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  promo_id BIGINT NOT NULL,
  name VARCHAR(200) NOT NULL,
  discount DECIMAL(18,2) NOT NULL,
  PRIMARY KEY (order_id, line_no),
  CHECK (discount >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
