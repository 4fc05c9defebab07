-- Every permission that a route of any centre declares; written by `erp migrate`.
CREATE TABLE access_permission (
  code VARCHAR(80) NOT NULL,
  description VARCHAR(200) NOT NULL,
  is_reading BOOLEAN NOT NULL,
  PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
