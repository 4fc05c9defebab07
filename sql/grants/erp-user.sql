-- The user centre's own tables.
GRANT SELECT, INSERT, UPDATE ON erp.user_account TO 'erp_user'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON erp.user_session TO 'erp_user'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON erp.user_refresh TO 'erp_user'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.access_role TO 'erp_user'@'localhost';
GRANT SELECT, INSERT ON erp.access_role_permission TO 'erp_user'@'localhost';
GRANT SELECT, INSERT, DELETE ON erp.user_role TO 'erp_user'@'localhost';
GRANT SELECT ON erp.access_permission TO 'erp_user'@'localhost';
GRANT SELECT, UPDATE ON erp.access_epoch TO 'erp_user'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON erp.login_failure TO 'erp_user'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.org_unit TO 'erp_user'@'localhost';
-- Its events, its audit rows (which it alone also lists) and its clients' idempotency keys.
GRANT INSERT ON erp.outbox TO 'erp_user'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.api_call TO 'erp_user'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_user'@'localhost';
