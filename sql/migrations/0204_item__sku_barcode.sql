-- A barcode names one unit of one SKU: one of sku.units, or '' for the base unit.
CREATE TABLE sku_barcode (
  code VARCHAR(64) NOT NULL,
  sku_id BIGINT NOT NULL,
  unit VARCHAR(20) NOT NULL DEFAULT '',
  position INT NOT NULL,
  PRIMARY KEY (code),
  KEY sku_barcode_sku (sku_id),
  CONSTRAINT barcode_of_sku FOREIGN KEY (sku_id) REFERENCES sku (sku_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
