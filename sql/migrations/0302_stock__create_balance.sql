-- What lies where, and how much of it is spoken for. available = on_hand - locked.
-- version counts the row's changes, so that a copy elsewhere knows which of two is newer.
-- allow_negative is the SKU's own flag at the row's last change; it stays while the row is below
-- zero. The database itself refuses what the rules forbid.
CREATE TABLE stock_balance (
  sku_id         BIGINT        NOT NULL,
  warehouse_id   BIGINT        NOT NULL,
  on_hand        DECIMAL(18,4) NOT NULL,
  locked         DECIMAL(18,4) NOT NULL,
  version        BIGINT        NOT NULL,
  allow_negative TINYINT       NOT NULL DEFAULT 0,
  PRIMARY KEY (sku_id, warehouse_id),
  KEY stock_balance_warehouse (warehouse_id, sku_id),
  CONSTRAINT stock_balance_locked CHECK (locked >= 0),
  CONSTRAINT stock_balance_available CHECK (allow_negative = 1 OR on_hand >= locked),
  CONSTRAINT stock_balance_version CHECK (version >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
