-- One row. Whoever changes bills of material locks it first, so that no two of them can close a loop
-- that neither sees.
CREATE TABLE bom_gate (
  gate_id INT NOT NULL,
  PRIMARY KEY (gate_id),
  CONSTRAINT bom_gate_only CHECK (gate_id = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
