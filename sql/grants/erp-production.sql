-- The production centre's own tables. Returns are only ever added to.
GRANT SELECT, UPDATE ON erp.bom_gate TO 'erp_production'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.bom_template TO 'erp_production'@'localhost';
GRANT SELECT, INSERT ON erp.bom_component TO 'erp_production'@'localhost';
GRANT SELECT, INSERT ON erp.bom_operation TO 'erp_production'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.production_order TO 'erp_production'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.production_material TO 'erp_production'@'localhost';
GRANT SELECT, INSERT ON erp.production_operation TO 'erp_production'@'localhost';
GRANT SELECT ON erp.production_work TO 'erp_production'@'localhost';
GRANT INSERT ON erp.production_return TO 'erp_production'@'localhost';
GRANT INSERT ON erp.production_return_line TO 'erp_production'@'localhost';
-- The stock centre's facade: material leaves and comes back.
GRANT SELECT ON erp.stock_warehouse TO 'erp_production'@'localhost';
GRANT SELECT ON erp.stock_assignment TO 'erp_production'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_balance TO 'erp_production'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_sku TO 'erp_production'@'localhost';
GRANT SELECT, INSERT ON erp.stock_move TO 'erp_production'@'localhost';
GRANT SELECT, INSERT ON erp.stock_document TO 'erp_production'@'localhost';
-- The item centre's facade: facts of SKUs, and where there is stock.
GRANT SELECT ON erp.item TO 'erp_production'@'localhost';
GRANT SELECT ON erp.item_unit TO 'erp_production'@'localhost';
GRANT SELECT ON erp.sku TO 'erp_production'@'localhost';
GRANT SELECT ON erp.sku_barcode TO 'erp_production'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sku_usage TO 'erp_production'@'localhost';
-- Its events, its audit rows and idempotency keys, its documents' natural keys and numbers.
GRANT INSERT ON erp.outbox TO 'erp_production'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_production'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.business_document TO 'erp_production'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.document_number TO 'erp_production'@'localhost';
-- Accounting periods that are closed.
GRANT SELECT ON erp.closed_period TO 'erp_production'@'localhost';
-- The user centre's facade: where an organisation stands.
GRANT SELECT (org_id, path) ON erp.org_unit TO 'erp_production'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_production'@'localhost';
