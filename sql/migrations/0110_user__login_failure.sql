-- The last five wrong passwords of a name, newest first: blocked while the fifth is recent. Names
-- are hashed, since people type passwords into the wrong field.
CREATE TABLE login_failure (
  name_hash BINARY(32) NOT NULL,
  failed_1 DATETIME(6) NULL,
  failed_2 DATETIME(6) NULL,
  failed_3 DATETIME(6) NULL,
  failed_4 DATETIME(6) NULL,
  failed_5 DATETIME(6) NULL,
  PRIMARY KEY (name_hash),
  KEY login_failure_time (failed_1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
