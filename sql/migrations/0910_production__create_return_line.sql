-- What of each material came back. Rows are only ever added.
CREATE TABLE production_return_line (
  return_id BIGINT NOT NULL,
  sku_id BIGINT NOT NULL,
  qty DECIMAL(18,4) NOT NULL,
  PRIMARY KEY (return_id, sku_id),
  CONSTRAINT production_return_line_qty CHECK (qty > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
