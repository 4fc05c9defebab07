-- The job centre's own tables. Reports, reversals and losses are only ever added to.
GRANT SELECT, INSERT ON erp.job_order TO 'erp_job'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.job_operation TO 'erp_job'@'localhost';
GRANT SELECT, INSERT ON erp.job_report TO 'erp_job'@'localhost';
GRANT SELECT, INSERT ON erp.job_reversal TO 'erp_job'@'localhost';
GRANT INSERT ON erp.job_loss TO 'erp_job'@'localhost';
-- The production centre's facade: orders are locked, and completed.
GRANT SELECT, UPDATE ON erp.production_order TO 'erp_job'@'localhost';
GRANT SELECT, UPDATE ON erp.production_material TO 'erp_job'@'localhost';
GRANT SELECT ON erp.production_operation TO 'erp_job'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.production_work TO 'erp_job'@'localhost';
-- The stock centre's facade: goods come in, material leaves.
GRANT SELECT ON erp.stock_warehouse TO 'erp_job'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_balance TO 'erp_job'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_sku TO 'erp_job'@'localhost';
GRANT SELECT, INSERT ON erp.stock_move TO 'erp_job'@'localhost';
GRANT SELECT, INSERT ON erp.stock_document TO 'erp_job'@'localhost';
-- The item centre's facade: facts of SKUs, and where there is stock.
GRANT SELECT ON erp.item TO 'erp_job'@'localhost';
GRANT SELECT ON erp.item_unit TO 'erp_job'@'localhost';
GRANT SELECT ON erp.sku TO 'erp_job'@'localhost';
GRANT SELECT ON erp.sku_barcode TO 'erp_job'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sku_usage TO 'erp_job'@'localhost';
-- Its events, its audit rows and idempotency keys, its documents' natural keys.
GRANT INSERT ON erp.outbox TO 'erp_job'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_job'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.business_document TO 'erp_job'@'localhost';
-- Whether the books of today are closed.
GRANT SELECT ON erp.closed_period TO 'erp_job'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_job'@'localhost';
