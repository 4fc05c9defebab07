-- What left for the customer, a row for each parcel.
CREATE TABLE sales_shipment (
  shipment_id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT NOT NULL,
  ship_no VARCHAR(100) NOT NULL,
  carrier VARCHAR(100) NULL,
  tracking_no VARCHAR(100) NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (shipment_id),
  UNIQUE KEY sales_shipment_no (ship_no),
  KEY sales_shipment_order (order_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
