-- Price lists. Of the rows in force the one that began last wins; valid_to is the first moment
-- at which a row is no longer in force, NULL for never.
CREATE TABLE sku_price (
  sku_id BIGINT NOT NULL,
  price_list VARCHAR(16) NOT NULL,
  valid_from DATETIME(6) NOT NULL,
  valid_to DATETIME(6) NULL,
  price DECIMAL(18,4) NOT NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (sku_id, price_list, valid_from),
  CONSTRAINT price_of_sku FOREIGN KEY (sku_id) REFERENCES sku (sku_id),
  CHECK (price_list IN ('retail', 'member', 'wholesale')),
  CHECK (price >= 0),
  CHECK (valid_to > valid_from)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
