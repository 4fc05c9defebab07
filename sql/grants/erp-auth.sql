-- The token checker reads who may do what, and neither passwords nor refresh tokens.
GRANT SELECT (user_id, username, org_id, status, token_version, auth_version, auth_changed_at)
  ON erp.user_account TO 'erp_auth'@'localhost';
GRANT SELECT (session_id, user_id, revoked_at) ON erp.user_session TO 'erp_auth'@'localhost';
GRANT SELECT ON erp.access_role_permission TO 'erp_auth'@'localhost';
GRANT SELECT ON erp.user_role TO 'erp_auth'@'localhost';
GRANT SELECT ON erp.access_permission TO 'erp_auth'@'localhost';
GRANT SELECT ON erp.access_epoch TO 'erp_auth'@'localhost';
GRANT SELECT ON erp.org_unit TO 'erp_auth'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_auth'@'localhost';
