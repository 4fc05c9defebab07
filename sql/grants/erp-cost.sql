-- The cost centre's own tables. The ledger is only ever added to; the worker fills them, the
-- accountant corrects prices.
GRANT SELECT, INSERT, UPDATE ON erp.cost_sku TO 'erp_cost'@'localhost';
GRANT SELECT, INSERT ON erp.cost_ledger TO 'erp_cost'@'localhost';
GRANT SELECT ON erp.cost_sheet TO 'erp_cost'@'localhost';
GRANT SELECT ON erp.cost_sheet_material TO 'erp_cost'@'localhost';
GRANT SELECT ON erp.cost_sheet_operation TO 'erp_cost'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.cost_rate TO 'erp_cost'@'localhost';
-- The item centre's facade: how SKUs are valued.
GRANT SELECT ON erp.item_unit TO 'erp_cost'@'localhost';
GRANT SELECT ON erp.sku TO 'erp_cost'@'localhost';
-- Its events, its audit rows and idempotency keys, its documents' natural keys.
GRANT INSERT ON erp.outbox TO 'erp_cost'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_cost'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.business_document TO 'erp_cost'@'localhost';
-- It closes accounting periods.
GRANT SELECT, INSERT, UPDATE, DELETE ON erp.closed_period TO 'erp_cost'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_cost'@'localhost';
