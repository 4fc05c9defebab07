-- The one row.
INSERT INTO bom_gate (gate_id) VALUES (1);
