-- One row: grows with every change of a promotion. Processes keep the enabled promotions in memory
-- and look here whether they are still the right ones.
CREATE TABLE promotion_version (
  id TINYINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (id),
  CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
