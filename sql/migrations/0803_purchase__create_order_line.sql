-- What is ordered, and what became of it. received_qty counts all that arrived, rejected_qty what of
-- it never went into stock, returned_qty what went back after it had.
-- is_over: somebody with the right to do so took more than the tolerance allows.
CREATE TABLE purchase_order_line (
  po_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  sku_id BIGINT NOT NULL,
  name VARCHAR(200) NOT NULL,
  qty DECIMAL(18,4) NOT NULL,
  price DECIMAL(18,4) NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  received_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  rejected_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  returned_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  is_over TINYINT NOT NULL DEFAULT 0,
  PRIMARY KEY (po_id, line_no),
  KEY purchase_order_line_sku (sku_id),
  CONSTRAINT purchase_order_line_qty CHECK (qty > 0),
  CONSTRAINT purchase_order_line_price CHECK (price >= 0 AND amount >= 0),
  CONSTRAINT purchase_order_line_rejected CHECK (rejected_qty >= 0 AND rejected_qty <= received_qty),
  CONSTRAINT purchase_order_line_returned
    CHECK (returned_qty >= 0 AND returned_qty <= received_qty - rejected_qty)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
