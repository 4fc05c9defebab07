-- Which warehouse an organisation's documents mean, by purpose, where they name none. An
-- organisation without a row takes that of the nearest above it.
CREATE TABLE stock_assignment (
  org_id       BIGINT      NOT NULL,
  purpose      VARCHAR(8)  NOT NULL,
  warehouse_id BIGINT      NOT NULL,
  PRIMARY KEY (org_id, purpose),
  CHECK (purpose IN ('sale', 'receipt', 'return', 'scrap'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
