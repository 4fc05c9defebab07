-- The warehouse that documents mean when they name none.
INSERT INTO stock_warehouse (warehouse_id, code, name, org_id) VALUES (1, 'default', 'Default', NULL);
