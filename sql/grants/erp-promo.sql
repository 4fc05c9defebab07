-- The promotion centre's own tables.
GRANT SELECT, INSERT, UPDATE ON erp.promotion TO 'erp_promo'@'localhost';
GRANT SELECT, INSERT ON erp.promotion_before TO 'erp_promo'@'localhost';
GRANT SELECT, UPDATE ON erp.promotion_version TO 'erp_promo'@'localhost';
GRANT SELECT ON erp.promotion_counter TO 'erp_promo'@'localhost';
GRANT SELECT ON erp.promotion_usage TO 'erp_promo'@'localhost';
-- The item centre's facade: facts of SKUs and categories, and that a promotion names them.
GRANT SELECT ON erp.item TO 'erp_promo'@'localhost';
GRANT SELECT ON erp.item_unit TO 'erp_promo'@'localhost';
GRANT SELECT ON erp.sku TO 'erp_promo'@'localhost';
GRANT SELECT ON erp.sku_price TO 'erp_promo'@'localhost';
GRANT SELECT ON erp.sku_price_before TO 'erp_promo'@'localhost';
GRANT SELECT ON erp.category TO 'erp_promo'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.sku_usage TO 'erp_promo'@'localhost';
-- The member centre's facade: a member's level.
GRANT SELECT ON erp.member TO 'erp_promo'@'localhost';
GRANT SELECT ON erp.member_level TO 'erp_promo'@'localhost';
-- The stock centre's facade: whether gifts lie in the warehouse that a store sells out of.
GRANT SELECT ON erp.stock_assignment TO 'erp_promo'@'localhost';
GRANT SELECT ON erp.stock_balance TO 'erp_promo'@'localhost';
GRANT SELECT (org_id, path) ON erp.org_unit TO 'erp_promo'@'localhost';
-- Its audit rows and its clients' idempotency keys.
GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_promo'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_promo'@'localhost';
