-- Which process does a job that one at a time should do. Only the database's clock counts.
CREATE TABLE lease (
  name       VARCHAR(64)  NOT NULL,
  owner      VARCHAR(128) NOT NULL,
  expires_at DATETIME(6)  NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
