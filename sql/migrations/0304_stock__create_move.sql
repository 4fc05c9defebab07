-- Every movement of goods: a ledger, rows are only ever added.
-- on_hand and locked are those of the warehouse after the move; quantity is negative for goods
-- that left.
CREATE TABLE stock_move (
  move_id      BIGINT        NOT NULL AUTO_INCREMENT,
  sku_id       BIGINT        NOT NULL,
  seq          BIGINT        NOT NULL,
  warehouse_id BIGINT        NOT NULL,
  quantity     DECIMAL(18,4) NOT NULL,
  on_hand      DECIMAL(18,4) NOT NULL,
  locked       DECIMAL(18,4) NOT NULL,
  unit_cost    DECIMAL(18,6) NULL,
  batch_no     VARCHAR(64)   NULL,
  ref_type     VARCHAR(12)   NOT NULL,
  ref_no       VARCHAR(100)  NOT NULL,
  user_id      BIGINT        NOT NULL,
  request_id   VARCHAR(64)   NOT NULL,
  created_at   DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (move_id),
  UNIQUE KEY stock_move_seq (sku_id, seq),
  KEY stock_move_ref (ref_no),
  KEY stock_move_time (created_at),
  CONSTRAINT stock_move_seq_positive CHECK (seq > 0),
  CONSTRAINT stock_move_quantity CHECK (quantity <> 0),
  CONSTRAINT stock_move_unit_cost CHECK (unit_cost IS NULL OR unit_cost >= 0),
  CONSTRAINT stock_move_ref_type CHECK (ref_type IN
    ('purchase', 'production', 'return', 'opening', 'manual', 'sale', 'transfer', 'count'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
