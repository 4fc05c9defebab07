-- Which SKUs the other centres know, and where there is stock of them. Written through the item
-- centre's facade in the transaction that makes it true. warehouse_id 0: known, whatever the place.
CREATE TABLE sku_usage (
  sku_id BIGINT NOT NULL,
  warehouse_id BIGINT NOT NULL,
  has_stock TINYINT NOT NULL,
  PRIMARY KEY (sku_id, warehouse_id),
  CONSTRAINT usage_of_sku FOREIGN KEY (sku_id) REFERENCES sku (sku_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
