-- One article of the catalogue; what is counted and sold are its SKUs. search_text is the name,
-- code and brand in lower case, for the list's keyword.
CREATE TABLE item (
  item_id BIGINT NOT NULL AUTO_INCREMENT,
  code VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  category_id BIGINT NULL,
  brand VARCHAR(100) NULL,
  kind VARCHAR(16) NOT NULL,
  base_unit VARCHAR(20) NOT NULL,
  status VARCHAR(16) NOT NULL DEFAULT 'active',
  search_text VARCHAR(800) NOT NULL,
  version INT NOT NULL DEFAULT 1,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (item_id),
  UNIQUE KEY item_code (code),
  KEY item_category (category_id),
  CONSTRAINT item_in_category FOREIGN KEY (category_id) REFERENCES category (category_id),
  CHECK (kind IN ('finished', 'semi', 'raw', 'service')),
  CHECK (status IN ('active', 'inactive'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
