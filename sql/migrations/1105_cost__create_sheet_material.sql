-- The materials of a completed production order: standard_qty is what its frozen bill requires for
-- the good quantity, standard_price the standard cost when it was settled, if there was one.
CREATE TABLE cost_sheet_material (
  mo_no          VARCHAR(100)  NOT NULL,
  sku_id         BIGINT        NOT NULL,
  issued_qty     DECIMAL(18,4) NOT NULL,
  returned_qty   DECIMAL(18,4) NOT NULL,
  standard_qty   DECIMAL(18,4) NOT NULL,
  standard_price DECIMAL(18,6) NULL,
  PRIMARY KEY (mo_no, sku_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
