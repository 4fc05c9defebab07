-- The goods of a parcel.
CREATE TABLE sales_shipment_line (
  shipment_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  sku_id BIGINT NOT NULL,
  qty DECIMAL(18,4) NOT NULL,
  PRIMARY KEY (shipment_id, line_no),
  CHECK (qty > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
