-- The version of the table of levels, in its one row: it is replaced as a whole.
CREATE TABLE member_level_table (
  id      TINYINT NOT NULL,
  version BIGINT  NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT member_level_table_one CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
