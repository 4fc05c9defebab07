-- Units and how many decimal places a quantity in them may have. A unit without a row has 4.
CREATE TABLE item_unit (
  unit VARCHAR(20) NOT NULL,
  title_zh VARCHAR(50) NULL,
  title_en VARCHAR(50) NULL,
  decimals TINYINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (unit),
  CHECK (decimals BETWEEN 0 AND 4)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
