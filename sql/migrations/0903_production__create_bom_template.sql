-- What one SKU is made of, in versions. At each moment one active version at most is in force: from
-- valid_from (NULL: since ever) to before valid_to (NULL: for ever).
CREATE TABLE bom_template (
  template_id BIGINT NOT NULL AUTO_INCREMENT,
  sku_id BIGINT NOT NULL,
  label VARCHAR(32) NOT NULL,
  base_qty DECIMAL(18,4) NOT NULL,
  is_active TINYINT NOT NULL,
  valid_from DATETIME(6) NULL,
  valid_to DATETIME(6) NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (template_id),
  UNIQUE KEY bom_template_label (sku_id, label),
  CONSTRAINT bom_template_base CHECK (base_qty > 0),
  CONSTRAINT bom_template_window CHECK (valid_from < valid_to)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
