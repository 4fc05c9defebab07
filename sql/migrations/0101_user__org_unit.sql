-- The organisations: companies, stores, warehouses, factories. `path` holds the ids from the root
-- down to the row itself, "/1/4/17/", so that everything below one is a range of the index.
CREATE TABLE org_unit (
  org_id BIGINT NOT NULL AUTO_INCREMENT,
  code VARCHAR(40) NOT NULL,
  name VARCHAR(100) NOT NULL,
  kind VARCHAR(20) NOT NULL,
  parent_id BIGINT NULL,
  path VARCHAR(200) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (org_id),
  UNIQUE KEY org_unit_code (code),
  KEY org_unit_path (path),
  CHECK (kind IN ('company', 'store', 'warehouse', 'factory'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
