-- Moves that came before their predecessor, or before what they are valued by.
CREATE TABLE cost_waiting (
  sku_id       BIGINT        NOT NULL,
  seq          BIGINT        NOT NULL,
  move_id      BIGINT        NOT NULL,
  warehouse_id BIGINT        NOT NULL,
  quantity     DECIMAL(18,4) NOT NULL,
  unit_cost    DECIMAL(18,6) NULL,
  ref_type     VARCHAR(12)   NOT NULL,
  ref_no       VARCHAR(100)  NOT NULL,
  origin_type  VARCHAR(12)   NULL,
  origin_no    VARCHAR(100)  NULL,
  created_at   DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (sku_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
