-- What erp-order may touch: its own tables, those of the centres it uses, and the platform's.
GRANT SELECT, INSERT, UPDATE ON erp.sales_order TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sales_order_line TO 'erp_order'@'localhost';
GRANT SELECT, INSERT ON erp.sales_payment TO 'erp_order'@'localhost';
GRANT SELECT, INSERT ON erp.sales_shipment TO 'erp_order'@'localhost';
GRANT SELECT, INSERT ON erp.sales_shipment_line TO 'erp_order'@'localhost';
GRANT SELECT, INSERT ON erp.sales_order_promotion TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sales_order_gift TO 'erp_order'@'localhost';
GRANT SELECT, INSERT ON erp.sales_refund TO 'erp_order'@'localhost';
GRANT SELECT, INSERT ON erp.sales_refund_line TO 'erp_order'@'localhost';

-- The user centre's facade: which stores there are.
GRANT SELECT (org_id, path) ON erp.org_unit TO 'erp_order'@'localhost';

GRANT SELECT ON erp.item TO 'erp_order'@'localhost';
GRANT SELECT ON erp.item_unit TO 'erp_order'@'localhost';
GRANT SELECT ON erp.sku TO 'erp_order'@'localhost';
GRANT SELECT ON erp.sku_price TO 'erp_order'@'localhost';
GRANT SELECT ON erp.sku_price_before TO 'erp_order'@'localhost';
GRANT SELECT ON erp.sku_barcode TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sku_usage TO 'erp_order'@'localhost';

GRANT SELECT ON erp.stock_warehouse TO 'erp_order'@'localhost';
GRANT SELECT ON erp.stock_assignment TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_balance TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_lock TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.stock_sku TO 'erp_order'@'localhost';
GRANT SELECT, INSERT ON erp.stock_move TO 'erp_order'@'localhost';
GRANT SELECT, INSERT ON erp.stock_document TO 'erp_order'@'localhost';

GRANT SELECT ON erp.category TO 'erp_order'@'localhost';
GRANT SELECT ON erp.promotion TO 'erp_order'@'localhost';
GRANT SELECT ON erp.promotion_before TO 'erp_order'@'localhost';
GRANT SELECT ON erp.promotion_version TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.promotion_counter TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.promotion_usage TO 'erp_order'@'localhost';

GRANT SELECT, UPDATE ON erp.member TO 'erp_order'@'localhost';
GRANT SELECT ON erp.member_level TO 'erp_order'@'localhost';
GRANT SELECT ON erp.member_level_table TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.point_lot TO 'erp_order'@'localhost';
GRANT SELECT, INSERT ON erp.point_change TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.point_spending TO 'erp_order'@'localhost';
GRANT SELECT ON erp.coupon_template TO 'erp_order'@'localhost';
GRANT SELECT, UPDATE ON erp.coupon TO 'erp_order'@'localhost';

GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.business_document TO 'erp_order'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.document_number TO 'erp_order'@'localhost';
GRANT INSERT ON erp.outbox TO 'erp_order'@'localhost';
-- Accounting periods that are closed.
GRANT SELECT ON erp.closed_period TO 'erp_order'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_order'@'localhost';
