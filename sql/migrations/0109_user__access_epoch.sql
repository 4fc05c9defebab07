-- One row: a number that moves when something changes that may concern every user (a role, a
-- permission, the tree of organisations).
CREATE TABLE access_epoch (
  id TINYINT NOT NULL,
  epoch BIGINT NOT NULL,
  PRIMARY KEY (id),
  CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
