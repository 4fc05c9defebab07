-- One purchase order. Its row, locked, decides what happens to it.
-- tolerance is what was set when the order was made: more than ordered × (1 + tolerance) is refused.
CREATE TABLE purchase_order (
  po_id BIGINT NOT NULL AUTO_INCREMENT,
  po_no VARCHAR(64) NOT NULL,
  supplier_id BIGINT NOT NULL,
  warehouse_id BIGINT NOT NULL,
  org_id BIGINT NOT NULL,
  status VARCHAR(20) NOT NULL DEFAULT 'draft',
  total DECIMAL(18,2) NOT NULL,
  tolerance DECIMAL(18,4) NOT NULL,
  expected_at DATETIME(6) NULL,
  remark VARCHAR(200) NULL,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME(6) NULL,
  decision_remark VARCHAR(200) NULL,
  closed_by BIGINT NULL,
  closed_at DATETIME(6) NULL,
  close_reason VARCHAR(200) NULL,
  version INT NOT NULL DEFAULT 1,
  PRIMARY KEY (po_id),
  UNIQUE KEY purchase_order_no (po_no),
  KEY purchase_order_supplier (supplier_id, po_id),
  KEY purchase_order_status (status, po_id),
  CONSTRAINT purchase_order_supplier_exists FOREIGN KEY (supplier_id)
    REFERENCES purchase_supplier (supplier_id),
  CONSTRAINT purchase_order_total CHECK (total >= 0),
  CONSTRAINT purchase_order_tolerance CHECK (tolerance >= 0),
  CONSTRAINT purchase_order_status_known CHECK (status IN
    ('draft', 'approved', 'rejected', 'part_received', 'received', 'closed'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
