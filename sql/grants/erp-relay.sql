-- Publishes, publishes again, settles: may mark events, and change nothing in them.
GRANT SELECT, UPDATE (state, published_at, republished) ON erp.outbox TO 'erp_relay'@'localhost';
GRANT SELECT ON erp.event_subscription TO 'erp_relay'@'localhost';
GRANT SELECT ON erp.inbox TO 'erp_relay'@'localhost';
GRANT SELECT ON erp.event_failure TO 'erp_relay'@'localhost';
GRANT SELECT, INSERT, UPDATE ON erp.lease TO 'erp_relay'@'localhost';
-- Whether the schema is of this version.
GRANT SELECT ON erp.schema_migration TO 'erp_relay'@'localhost';
