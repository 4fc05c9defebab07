-- Material that was lost in the workshop, beyond what the bill of material asks for: rows are only
-- ever added. Stock moves carry loss_no as their document, and the production order as its origin.
CREATE TABLE job_loss (
  loss_id BIGINT NOT NULL AUTO_INCREMENT,
  loss_no VARCHAR(64) NOT NULL,
  mo_id BIGINT NOT NULL,
  warehouse_id BIGINT NOT NULL,
  sku_id BIGINT NOT NULL,
  qty DECIMAL(18,4) NOT NULL,
  reason VARCHAR(200) NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (loss_id),
  UNIQUE KEY job_loss_no (loss_no),
  KEY job_loss_order (mo_id),
  CONSTRAINT job_loss_qty CHECK (qty > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
