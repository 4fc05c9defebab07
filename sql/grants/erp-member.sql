-- The member centre's own tables. The log of points is only ever added to.
GRANT SELECT, INSERT, UPDATE ON erp.member TO 'erp_member'@'localhost';
GRANT SELECT, INSERT, DELETE ON erp.member_level TO 'erp_member'@'localhost';
GRANT SELECT, UPDATE ON erp.member_level_table TO 'erp_member'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.point_lot TO 'erp_member'@'localhost';
GRANT SELECT, INSERT ON erp.point_change TO 'erp_member'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.point_spending TO 'erp_member'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.point_hand TO 'erp_member'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.coupon_template TO 'erp_member'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.coupon_void TO 'erp_member'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.business_document TO 'erp_member'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.coupon TO 'erp_member'@'localhost';
-- Its events, its audit rows and idempotency keys.
GRANT INSERT ON erp.outbox TO 'erp_member'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_member'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_member'@'localhost';
