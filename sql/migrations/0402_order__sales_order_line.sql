-- What was sold, at the price of the moment.
CREATE TABLE sales_order_line (
  order_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  sku_id BIGINT NOT NULL,
  name VARCHAR(200) NOT NULL,
  qty DECIMAL(18,4) NOT NULL,
  price DECIMAL(18,4) NOT NULL,
  original DECIMAL(18,2) NOT NULL,
  discount DECIMAL(18,2) NOT NULL,
  payable DECIMAL(18,2) NOT NULL,
  shipped_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, line_no),
  CHECK (qty > 0),
  CHECK (shipped_qty >= 0 AND shipped_qty <= qty),
  CHECK (original - discount = payable)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
