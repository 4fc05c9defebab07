-- Every writing call and every login: the audit log. A call that carried an Idempotency-Key also
-- keeps its key and its first answer here, until the worker forgets both after 24 hours.
CREATE TABLE api_call (
  call_id BIGINT NOT NULL AUTO_INCREMENT,
  user_id BIGINT NOT NULL,
  action VARCHAR(64) NOT NULL,
  path VARCHAR(200) NOT NULL,
  status SMALLINT NOT NULL,
  remote_address VARCHAR(45) NOT NULL,
  request_id VARCHAR(64) NOT NULL,
  called_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  idem_key VARCHAR(64) NULL,
  request_hash BINARY(32) NULL,
  response MEDIUMBLOB NULL,
  PRIMARY KEY (call_id),
  UNIQUE KEY api_call_key (user_id, idem_key),
  KEY api_call_time (called_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
