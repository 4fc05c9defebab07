-- Deliveries that arrived: rows are only ever added. Stock moves carry receipt_no as their document.
CREATE TABLE purchase_receipt (
  receipt_id BIGINT NOT NULL AUTO_INCREMENT,
  receipt_no VARCHAR(64) NOT NULL,
  po_id BIGINT NOT NULL,
  warehouse_id BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (receipt_id),
  UNIQUE KEY purchase_receipt_no (receipt_no),
  KEY purchase_receipt_order (po_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
