-- Material of an order that came back into stock, under a number of its own.
CREATE TABLE production_return (
  return_id BIGINT NOT NULL AUTO_INCREMENT,
  return_no VARCHAR(100) NOT NULL,
  mo_id BIGINT NOT NULL,
  warehouse_id BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (return_id),
  UNIQUE KEY production_return_no (return_no),
  KEY production_return_order (mo_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
