-- A SKU's own prices of before, each with the moment until which it was the price: what a till sold
-- at a moment is priced as of that moment. What lies before the first row is as it was then.
CREATE TABLE sku_price_before (
  sku_id BIGINT NOT NULL,
  until_at DATETIME(6) NOT NULL,
  price DECIMAL(18,4) NOT NULL,
  PRIMARY KEY (sku_id, until_at),
  CONSTRAINT price_before_of_sku FOREIGN KEY (sku_id) REFERENCES sku (sku_id),
  CHECK (price >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
