-- How it is made: operations in ascending order. minutes are for one unit. Never changed.
CREATE TABLE bom_operation (
  template_id BIGINT NOT NULL,
  op_no INT NOT NULL,
  name VARCHAR(200) NOT NULL,
  work_center VARCHAR(64) NULL,
  minutes DECIMAL(18,4) NOT NULL,
  PRIMARY KEY (template_id, op_no),
  CONSTRAINT bom_operation_template FOREIGN KEY (template_id)
    REFERENCES bom_template (template_id),
  CONSTRAINT bom_operation_minutes CHECK (minutes >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
