-- The stock centre's own tables. The ledger is only ever added to.
GRANT SELECT, INSERT ON erp.stock_warehouse TO 'erp_stock'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_assignment TO 'erp_stock'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_balance TO 'erp_stock'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_sku TO 'erp_stock'@'localhost';
GRANT SELECT, INSERT ON erp.stock_move TO 'erp_stock'@'localhost';
GRANT SELECT, INSERT ON erp.stock_document TO 'erp_stock'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_lock TO 'erp_stock'@'localhost';
-- The item centre's facade: facts of SKUs, and where there is stock.
GRANT SELECT ON erp.item TO 'erp_stock'@'localhost';
GRANT SELECT ON erp.item_unit TO 'erp_stock'@'localhost';
GRANT SELECT ON erp.sku TO 'erp_stock'@'localhost';
GRANT SELECT ON erp.sku_barcode TO 'erp_stock'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sku_usage TO 'erp_stock'@'localhost';
-- Its events, its audit rows and idempotency keys, its documents' natural keys.
GRANT INSERT ON erp.outbox TO 'erp_stock'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_stock'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.business_document TO 'erp_stock'@'localhost';
-- Accounting periods that are closed.
GRANT SELECT ON erp.closed_period TO 'erp_stock'@'localhost';
-- The user centre's facade: where an organisation stands.
GRANT SELECT (org_id, path) ON erp.org_unit TO 'erp_stock'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_stock'@'localhost';
