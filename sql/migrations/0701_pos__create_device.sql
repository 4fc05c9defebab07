-- A till. Its row, locked, decides about its sales one after the other: next_seq is the first number
-- that is neither applied, nor parked, nor skipped.
-- next_at is when the worker looks after it, by the database's clock: while stored sales could be
-- applied, and after a fault that may pass, with a growing pause. NULL when nothing is to be done.
CREATE TABLE pos_device (
  device_id VARCHAR(64) NOT NULL,
  store_id BIGINT NOT NULL,
  next_seq BIGINT NOT NULL DEFAULT 1,
  attempts INT NOT NULL DEFAULT 0,
  fault VARCHAR(200) NULL,
  next_at DATETIME(6) NULL,
  synced_at DATETIME(6) NULL,
  registered_by BIGINT NOT NULL,
  registered_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (device_id),
  KEY pos_device_due (next_at),
  CONSTRAINT pos_device_seq CHECK (next_seq > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
