-- What a consumer has done: the row is written in the transaction of the effect.
CREATE TABLE inbox (
  consumer VARCHAR(32) NOT NULL,
  event_id BIGINT      NOT NULL,
  done_at  DATETIME(6) NOT NULL,
  PRIMARY KEY (consumer, event_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
