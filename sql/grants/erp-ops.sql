-- What erp-ops may touch: it reads what the audit compares and how events fare, and nothing of
-- users, roles or sessions.
GRANT SELECT ON erp.item TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.item_unit TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sku TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sku_barcode TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sku_barcode_twin TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sku_usage TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.stock_warehouse TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.stock_balance TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.stock_sku TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.stock_move TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.stock_document TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.stock_lock TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.promotion TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.promotion_counter TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.promotion_usage TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sales_order TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sales_order_line TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sales_payment TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sales_shipment TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sales_shipment_line TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.pos_device TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.pos_receipt TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.purchase_order TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.purchase_order_line TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.purchase_receipt TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.purchase_receipt_line TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.purchase_return TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.purchase_return_line TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.bom_template TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.production_order TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.production_material TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.production_work TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.production_return TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.production_return_line TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.cost_sku TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.cost_ledger TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.cost_waiting TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.cost_sheet TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.job_order TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.job_operation TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.job_report TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.job_reversal TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.job_loss TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.member TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.member_level TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.point_lot TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.point_change TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.coupon_template TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.coupon TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sales_order_promotion TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sales_order_gift TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sales_refund TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.sales_refund_line TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.document_number TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.outbox TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.inbox TO 'erp_ops'@'localhost';
GRANT SELECT ON erp.event_subscription TO 'erp_ops'@'localhost';
-- Dead letters get new attempts; its own calls leave their audit rows.
GRANT SELECT, UPDATE ON erp.event_failure TO 'erp_ops'@'localhost';
GRANT SELECT, UPDATE ON erp.put_aside TO 'erp_ops'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_ops'@'localhost';
-- The audit of names.
GRANT SELECT (user_id, username, key_taken) ON erp.user_account TO 'erp_ops'@'localhost';
-- The cost centre's sheets, with the work in them.
GRANT SELECT ON erp.cost_sheet_operation TO 'erp_ops'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_ops'@'localhost';
