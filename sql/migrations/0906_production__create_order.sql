-- One production order. Its row, locked, decides what happens to it.
-- reported counts the job reports that are not reversed; good_qty is what it brought in the end.
CREATE TABLE production_order (
  mo_id BIGINT NOT NULL AUTO_INCREMENT,
  mo_no VARCHAR(64) NOT NULL,
  sku_id BIGINT NOT NULL,
  name VARCHAR(200) NOT NULL,
  qty DECIMAL(18,4) NOT NULL,
  base_qty DECIMAL(18,4) NOT NULL,
  template_id BIGINT NOT NULL,
  warehouse_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  status VARCHAR(12) NOT NULL DEFAULT 'created',
  material_status VARCHAR(12) NOT NULL DEFAULT 'none',
  planned_start DATETIME(6) NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  released_at DATETIME(6) NULL,
  started_at DATETIME(6) NULL,
  completed_at DATETIME(6) NULL,
  cancelled_at DATETIME(6) NULL,
  cancel_reason VARCHAR(200) NULL,
  reported INT NOT NULL DEFAULT 0,
  good_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  version INT NOT NULL DEFAULT 1,
  PRIMARY KEY (mo_id),
  UNIQUE KEY production_order_no (mo_no),
  KEY production_order_sku (sku_id, mo_id),
  KEY production_order_status (status, mo_id),
  CONSTRAINT production_order_qty CHECK (qty > 0 AND base_qty > 0 AND good_qty >= 0),
  CONSTRAINT production_order_reported CHECK (reported >= 0),
  CONSTRAINT production_order_status_known CHECK (status IN
    ('created', 'released', 'started', 'completed', 'cancelled')),
  CONSTRAINT production_order_material_known CHECK (material_status IN
    ('none', 'pending', 'issued', 'short'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
