-- Who must see what, so that "each event reached everyone" is a query.
-- since_id: events up to this id were before the consumer's time.
CREATE TABLE event_subscription (
  consumer VARCHAR(32) NOT NULL,
  type     VARCHAR(64) NOT NULL,
  since_id BIGINT      NOT NULL,
  PRIMARY KEY (consumer, type),
  KEY event_subscription_type (type, consumer)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
