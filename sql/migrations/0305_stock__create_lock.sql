-- Who holds locked goods, and until when: a row per line, so that one INSERT writes a lock.
-- Line 1 is the door: whoever changes a lock locks that row first. expires_at is NULL for a lock
-- that stays until it is released; only the database's clock decides whether it has passed.
-- held is what is still locked; quantity = held + issued + what was released.
CREATE TABLE stock_lock (
  owner        VARCHAR(8)    NOT NULL,
  ref_no       VARCHAR(100)  NOT NULL,
  line_no      SMALLINT      NOT NULL,
  warehouse_id BIGINT        NOT NULL,
  sku_id       BIGINT        NOT NULL,
  quantity     DECIMAL(18,4) NOT NULL,
  held         DECIMAL(18,4) NOT NULL,
  issued       DECIMAL(18,4) NOT NULL DEFAULT 0,
  status       VARCHAR(8)    NOT NULL,
  expires_at   DATETIME(6)   NULL,
  created_at   DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (owner, ref_no, line_no),
  KEY stock_lock_expiry (status, owner, expires_at),
  KEY stock_lock_sku (sku_id, warehouse_id, status),
  KEY stock_lock_time (created_at),
  CONSTRAINT stock_lock_owner CHECK (owner IN ('api', 'order')),
  CONSTRAINT stock_lock_status CHECK (status IN ('held', 'issued', 'released', 'expired')),
  CONSTRAINT stock_lock_quantity CHECK (quantity > 0),
  CONSTRAINT stock_lock_held CHECK (held >= 0 AND issued >= 0 AND held + issued <= quantity),
  CONSTRAINT stock_lock_open CHECK ((status = 'held') = (held > 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
