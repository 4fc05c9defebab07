-- Whom the house buys from. An inactive one gets no new orders; its old ones go on.
CREATE TABLE purchase_supplier (
  supplier_id BIGINT NOT NULL AUTO_INCREMENT,
  code VARCHAR(40) NOT NULL,
  name VARCHAR(200) NOT NULL,
  contact VARCHAR(100) NULL,
  phone VARCHAR(32) NULL,
  status VARCHAR(10) NOT NULL DEFAULT 'active',
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  version INT NOT NULL DEFAULT 1,
  PRIMARY KEY (supplier_id),
  UNIQUE KEY purchase_supplier_code (code),
  CONSTRAINT purchase_supplier_status CHECK (status IN ('active', 'inactive'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
