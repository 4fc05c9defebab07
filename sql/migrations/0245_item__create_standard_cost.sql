-- The standard costs that a SKU had, each with the moment from which it holds, from its first change
-- on: the first row holds from the beginning. A SKU without rows has had the one that it has.
CREATE TABLE sku_standard_cost (
  sku_id        BIGINT        NOT NULL,
  valid_from    DATETIME(6)   NOT NULL,
  standard_cost DECIMAL(18,6) NULL,
  PRIMARY KEY (sku_id, valid_from)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
