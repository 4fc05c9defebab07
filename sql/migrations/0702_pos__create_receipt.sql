-- What became of each number of each till. payload is the sale as it came, until it is applied.
-- client_key is the client's number where this row owns it: a number that comes again with other
-- contents, or the same sale under another number, has a row of its own without it.
CREATE TABLE pos_receipt (
  device_id VARCHAR(64) NOT NULL,
  seq BIGINT NOT NULL,
  status VARCHAR(10) NOT NULL,
  client_id VARCHAR(64) NULL,
  client_key VARCHAR(64) NULL,
  content_hash BINARY(32) NULL,
  payload MEDIUMBLOB NULL,
  order_id BIGINT NULL,
  order_no VARCHAR(64) NULL,
  error VARCHAR(64) NULL,
  reason VARCHAR(200) NULL,
  user_id BIGINT NOT NULL,
  request_id VARCHAR(64) NOT NULL,
  received_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  settled_at DATETIME(6) NULL,
  PRIMARY KEY (device_id, seq),
  UNIQUE KEY pos_receipt_client (device_id, client_key),
  UNIQUE KEY pos_receipt_order (order_id),
  KEY pos_receipt_status (device_id, status, seq),
  CONSTRAINT pos_receipt_seq CHECK (seq > 0),
  CONSTRAINT pos_receipt_known CHECK
    (status IN ('waiting', 'applied', 'failed', 'skipped', 'repeated')),
  CONSTRAINT pos_receipt_applied CHECK ((status = 'applied') = (order_id IS NOT NULL)),
  CONSTRAINT pos_receipt_waiting CHECK (status <> 'waiting' OR payload IS NOT NULL)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
