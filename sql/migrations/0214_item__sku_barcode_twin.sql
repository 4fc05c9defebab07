-- The bindings of before that kept_twin lets stand, written once, by the upgrade: whatever else
-- says kept_twin was written past the unique key.
CREATE TABLE sku_barcode_twin (
  code VARCHAR(64) NOT NULL,
  PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
