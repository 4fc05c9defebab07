-- What goes into base_qty of the template's SKU, before scrap. Never changed.
CREATE TABLE bom_component (
  template_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  sku_id BIGINT NOT NULL,
  qty DECIMAL(18,4) NOT NULL,
  scrap_rate DECIMAL(18,4) NOT NULL,
  PRIMARY KEY (template_id, line_no),
  UNIQUE KEY bom_component_sku (template_id, sku_id),
  CONSTRAINT bom_component_template FOREIGN KEY (template_id)
    REFERENCES bom_template (template_id),
  CONSTRAINT bom_component_qty CHECK (qty > 0),
  CONSTRAINT bom_component_scrap CHECK (scrap_rate >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
