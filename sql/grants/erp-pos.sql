-- What erp-pos may touch: its own tables, those of the centres it uses, and the platform's.
GRANT SELECT, INSERT, UPDATE ON erp.pos_device TO 'erp_pos'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.pos_receipt TO 'erp_pos'@'localhost';
-- The user centre's facade: which stores there are.
GRANT SELECT (org_id, path) ON erp.org_unit TO 'erp_pos'@'localhost';
-- The order centre's facade: sales that have happened.
GRANT SELECT, INSERT, UPDATE ON erp.sales_order TO 'erp_pos'@'localhost';
GRANT INSERT ON erp.sales_order_line TO 'erp_pos'@'localhost';
GRANT SELECT, INSERT ON erp.sales_payment TO 'erp_pos'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.document_number TO 'erp_pos'@'localhost';
-- The stock centre's facade below it: the goods leave.
GRANT SELECT ON erp.stock_assignment TO 'erp_pos'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_balance TO 'erp_pos'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_sku TO 'erp_pos'@'localhost';
GRANT SELECT, INSERT ON erp.stock_move TO 'erp_pos'@'localhost';
GRANT SELECT, INSERT ON erp.stock_document TO 'erp_pos'@'localhost';
-- The item centre's facade: facts of SKUs, barcodes, and where there is stock.
GRANT SELECT ON erp.item TO 'erp_pos'@'localhost';
GRANT SELECT ON erp.item_unit TO 'erp_pos'@'localhost';
GRANT SELECT ON erp.sku TO 'erp_pos'@'localhost';
GRANT SELECT ON erp.sku_barcode TO 'erp_pos'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sku_usage TO 'erp_pos'@'localhost';
-- The member centre's facade: whether a till's member is known.
GRANT SELECT ON erp.member TO 'erp_pos'@'localhost';
-- Its events, its audit rows and its clients' idempotency keys.
GRANT INSERT ON erp.outbox TO 'erp_pos'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_pos'@'localhost';
-- Accounting periods that are closed.
GRANT SELECT ON erp.closed_period TO 'erp_pos'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_pos'@'localhost';
