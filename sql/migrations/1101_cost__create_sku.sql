-- What all of one SKU is worth, over all warehouses, after its entries up to last_entry; last_seq is
-- the last stock move among them. Sums are wider than a document's line.
CREATE TABLE cost_sku (
  sku_id        BIGINT        NOT NULL,
  method        VARCHAR(20)   NOT NULL,
  standard_cost DECIMAL(18,6) NULL,
  on_hand       DECIMAL(38,4) NOT NULL DEFAULT 0,
  value         DECIMAL(38,6) NOT NULL DEFAULT 0,
  average       DECIMAL(38,6) NOT NULL DEFAULT 0,
  last_seq      BIGINT        NOT NULL DEFAULT 0,
  last_entry    BIGINT        NOT NULL DEFAULT 0,
  has_waiting   TINYINT       NOT NULL DEFAULT 0,
  updated_at    DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (sku_id),
  KEY cost_sku_value (value),
  CONSTRAINT cost_sku_method CHECK (method IN ('moving_average', 'standard')),
  CONSTRAINT cost_sku_nothing CHECK (on_hand <> 0 OR value = 0),
  CONSTRAINT cost_sku_numbers CHECK (last_seq >= 0 AND last_entry >= last_seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
