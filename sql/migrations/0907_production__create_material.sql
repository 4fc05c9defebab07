-- The order's bill of material, frozen, and what became of it.
-- short_available: what there was when less was there than required; NULL when nothing is missing.
CREATE TABLE production_material (
  mo_id BIGINT NOT NULL,
  sku_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  component_qty DECIMAL(18,4) NOT NULL,
  scrap_rate DECIMAL(18,4) NOT NULL,
  required_qty DECIMAL(18,4) NOT NULL,
  issued_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  returned_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  short_available DECIMAL(18,4) NULL,
  PRIMARY KEY (mo_id, sku_id),
  KEY production_material_sku (sku_id),
  CONSTRAINT production_material_order FOREIGN KEY (mo_id) REFERENCES production_order (mo_id),
  CONSTRAINT production_material_qty
    CHECK (component_qty > 0 AND scrap_rate >= 0 AND required_qty > 0),
  CONSTRAINT production_material_issued CHECK (issued_qty = 0 OR issued_qty = required_qty),
  CONSTRAINT production_material_returned
    CHECK (returned_qty >= 0 AND returned_qty <= issued_qty)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
