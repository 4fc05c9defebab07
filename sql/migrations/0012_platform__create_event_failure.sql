-- What a consumer could not do yet (retry), or gave up (dead: the dead letters).
CREATE TABLE event_failure (
  consumer   VARCHAR(32)   NOT NULL,
  event_id   BIGINT        NOT NULL,
  status     VARCHAR(8)    NOT NULL,
  attempts   INT           NOT NULL,
  next_at    DATETIME(6)   NOT NULL,
  last_error VARCHAR(1000) NOT NULL,
  first_at   DATETIME(6)   NOT NULL,
  last_at    DATETIME(6)   NOT NULL,
  PRIMARY KEY (consumer, event_id),
  KEY event_failure_due (consumer, status, next_at),
  KEY event_failure_event (event_id),
  CONSTRAINT event_failure_status_known CHECK (status IN ('retry', 'dead')),
  CONSTRAINT event_failure_attempts CHECK (attempts >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
