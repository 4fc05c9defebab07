-- The item centre's own tables.
GRANT SELECT, INSERT ON erp.category TO 'erp_item'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON erp.item TO 'erp_item'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.item_unit TO 'erp_item'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON erp.sku TO 'erp_item'@'localhost';
GRANT SELECT, INSERT, DELETE ON erp.sku_price_before TO 'erp_item'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON erp.sku_barcode TO 'erp_item'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON erp.sku_price TO 'erp_item'@'localhost';
GRANT SELECT ON erp.sku_usage TO 'erp_item'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sku_standard_cost TO 'erp_item'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.id_segment TO 'erp_item'@'localhost';
-- Its events, its audit rows and its clients' idempotency keys.
GRANT INSERT ON erp.outbox TO 'erp_item'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_item'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_item'@'localhost';
