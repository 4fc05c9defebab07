-- The operations of a completed production order, at the rates when its completion came.
CREATE TABLE cost_sheet_operation (
  mo_no             VARCHAR(100)  NOT NULL,
  op_no             INT           NOT NULL,
  work_center       VARCHAR(100)  NULL,
  minutes           DECIMAL(18,4) NOT NULL,
  quantity          DECIMAL(38,4) NOT NULL,
  labor_per_hour    DECIMAL(18,4) NOT NULL,
  overhead_per_hour DECIMAL(18,4) NOT NULL,
  PRIMARY KEY (mo_no, op_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
