-- What went back to suppliers: rows are only ever added. Stock moves carry return_no.
CREATE TABLE purchase_return (
  return_id BIGINT NOT NULL AUTO_INCREMENT,
  return_no VARCHAR(64) NOT NULL,
  po_id BIGINT NOT NULL,
  warehouse_id BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (return_id),
  UNIQUE KEY purchase_return_no (return_no),
  KEY purchase_return_order (po_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
