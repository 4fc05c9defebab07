-- The purchase centre's own tables. Receipts and returns are only ever added to.
GRANT SELECT, INSERT, UPDATE ON erp.purchase_supplier TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.purchase_order TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.purchase_order_line TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT ON erp.purchase_receipt TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT ON erp.purchase_receipt_line TO 'erp_purchase'@'localhost';
GRANT INSERT ON erp.purchase_return TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT ON erp.purchase_return_line TO 'erp_purchase'@'localhost';
-- The stock centre's facade: goods come in, and go back.
GRANT SELECT ON erp.stock_warehouse TO 'erp_purchase'@'localhost';
GRANT SELECT ON erp.stock_assignment TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_balance TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_sku TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT ON erp.stock_move TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT ON erp.stock_document TO 'erp_purchase'@'localhost';
-- The item centre's facade: facts of SKUs, and where there is stock.
GRANT SELECT ON erp.item TO 'erp_purchase'@'localhost';
GRANT SELECT ON erp.item_unit TO 'erp_purchase'@'localhost';
GRANT SELECT ON erp.sku TO 'erp_purchase'@'localhost';
GRANT SELECT ON erp.sku_barcode TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sku_usage TO 'erp_purchase'@'localhost';
-- Its events, its audit rows and idempotency keys, its documents' natural keys and numbers.
GRANT INSERT ON erp.outbox TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.business_document TO 'erp_purchase'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.document_number TO 'erp_purchase'@'localhost';
-- Accounting periods that are closed.
GRANT SELECT ON erp.closed_period TO 'erp_purchase'@'localhost';
-- The user centre's facade: where an organisation stands.
GRANT SELECT (org_id, path) ON erp.org_unit TO 'erp_purchase'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_purchase'@'localhost';
