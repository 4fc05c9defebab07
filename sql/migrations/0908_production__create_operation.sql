-- The order's routing, frozen. minutes are for one unit.
CREATE TABLE production_operation (
  mo_id BIGINT NOT NULL,
  op_no INT NOT NULL,
  name VARCHAR(200) NOT NULL,
  work_center VARCHAR(64) NULL,
  minutes DECIMAL(18,4) NOT NULL,
  PRIMARY KEY (mo_id, op_no),
  CONSTRAINT production_operation_order FOREIGN KEY (mo_id) REFERENCES production_order (mo_id),
  CONSTRAINT production_operation_minutes CHECK (minutes >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
