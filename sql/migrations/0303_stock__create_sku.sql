-- The last number of a SKU's moves: 1, 2, 3 … without a gap, over all warehouses.
CREATE TABLE stock_sku (
  sku_id   BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  PRIMARY KEY (sku_id),
  CONSTRAINT stock_sku_last_seq CHECK (last_seq > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
