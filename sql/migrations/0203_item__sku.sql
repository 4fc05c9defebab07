-- What is stocked, priced and sold. sku_id comes from the segment service (id_segment), not from
-- AUTO_INCREMENT. spec is a JSON object of texts in the order in which it was written; spec_text
-- is the same for people. units is a JSON list of the units besides the base unit. retail_plan
-- is what sku_price says of retail prices from now on, so that selling needs not look there; NULL
-- when it says nothing.
CREATE TABLE sku (
  sku_id BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  position INT NOT NULL,
  spec VARCHAR(4000) NOT NULL DEFAULT '{}',
  spec_text VARCHAR(200) NULL,
  price DECIMAL(18,4) NOT NULL,
  retail_plan VARCHAR(8000) NULL,
  cost_method VARCHAR(20) NOT NULL DEFAULT 'moving_average',
  standard_cost DECIMAL(18,6) NULL,
  allow_negative TINYINT NOT NULL DEFAULT 0,
  safety_stock DECIMAL(18,4) NOT NULL DEFAULT 0,
  units VARCHAR(4000) NOT NULL DEFAULT '[]',
  status VARCHAR(16) NOT NULL DEFAULT 'active',
  PRIMARY KEY (sku_id),
  UNIQUE KEY sku_item (item_id, position),
  CONSTRAINT sku_of_item FOREIGN KEY (item_id) REFERENCES item (item_id),
  CHECK (sku_id > 0),
  CHECK (price >= 0),
  CHECK (cost_method IN ('moving_average', 'standard')),
  CHECK (standard_cost >= 0),
  CHECK (cost_method <> 'standard' OR standard_cost IS NOT NULL),
  CHECK (safety_stock >= 0),
  CHECK (status IN ('active', 'inactive'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
