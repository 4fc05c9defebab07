-- Consumes events and purges old ones.
GRANT SELECT, INSERT, DELETE, UPDATE (state) ON erp.outbox TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, DELETE ON erp.inbox TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON erp.event_failure TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON erp.put_aside TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT ON erp.event_subscription TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.lease TO 'erp_worker'@'localhost';
-- The stock centre's consumer and sweeper.
GRANT SELECT ON erp.stock_warehouse TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.stock_assignment TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_balance TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_sku TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT ON erp.stock_move TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT ON erp.stock_document TO 'erp_worker'@'localhost';
GRANT SELECT, UPDATE ON erp.stock_lock TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.item TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.item_unit TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.sku TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.sku_standard_cost TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sku_usage TO 'erp_worker'@'localhost';
-- The production centre's part of it: a started order's material leaves.
GRANT SELECT, UPDATE ON erp.production_order TO 'erp_worker'@'localhost';
GRANT SELECT, UPDATE ON erp.production_material TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.production_operation TO 'erp_worker'@'localhost';
-- The order centre's consumer and sweeper.
GRANT SELECT, INSERT, UPDATE ON erp.sales_order TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sales_order_line TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT ON erp.sales_payment TO 'erp_worker'@'localhost';
-- The POS centre's job: stored sales of tills go on, as orders that are paid.
GRANT SELECT, UPDATE ON erp.pos_device TO 'erp_worker'@'localhost';
GRANT SELECT, UPDATE ON erp.pos_receipt TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.document_number TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.sku_barcode TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.sales_order_promotion TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.sales_order_gift TO 'erp_worker'@'localhost';
GRANT SELECT, UPDATE ON erp.promotion_counter TO 'erp_worker'@'localhost';
GRANT SELECT, UPDATE ON erp.promotion_usage TO 'erp_worker'@'localhost';
-- Idempotency keys that are a day old.
GRANT SELECT, UPDATE ON erp.api_call TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.job_position TO 'erp_worker'@'localhost';
-- The member centre's consumer and jobs.
GRANT SELECT, UPDATE ON erp.member TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.member_level TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.member_level_table TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.point_lot TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT ON erp.point_change TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.point_spending TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.point_order TO 'erp_worker'@'localhost';
GRANT SELECT, UPDATE ON erp.coupon TO 'erp_worker'@'localhost';
-- The cost centre's consumer and job.
GRANT SELECT, INSERT, UPDATE ON erp.cost_sku TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT ON erp.cost_ledger TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, DELETE ON erp.cost_waiting TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.cost_sheet TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.cost_sheet_material TO 'erp_worker'@'localhost';
GRANT SELECT, INSERT ON erp.cost_sheet_operation TO 'erp_worker'@'localhost';
GRANT SELECT ON erp.cost_rate TO 'erp_worker'@'localhost';
-- Accounting periods that are closed.
GRANT SELECT ON erp.closed_period TO 'erp_worker'@'localhost';
-- The user centre's facade: where an organisation stands.
GRANT SELECT (org_id, path) ON erp.org_unit TO 'erp_worker'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_worker'@'localhost';
