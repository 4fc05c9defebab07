-- Where goods lie. A warehouse without an organisation is shared by all of them.
CREATE TABLE stock_warehouse (
  warehouse_id BIGINT       NOT NULL AUTO_INCREMENT,
  code         VARCHAR(40)  NOT NULL,
  name         VARCHAR(200) NOT NULL,
  org_id       BIGINT       NULL,
  created_at   DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (warehouse_id),
  UNIQUE KEY stock_warehouse_code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
