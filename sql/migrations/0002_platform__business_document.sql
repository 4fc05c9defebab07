-- The natural key of each business document, a hash of what it said, and the first result.
CREATE TABLE business_document (
  kind VARCHAR(40) NOT NULL,
  number VARCHAR(100) NOT NULL,
  content_hash BINARY(32) NOT NULL,
  result MEDIUMBLOB NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (kind, number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
