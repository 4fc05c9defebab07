-- Every event, written in the transaction that made it true.
-- state: 0 to be published; 1 published; 2 settled (every subscribed consumer has done it, or
-- holds it in event_failure). republished: how often it was lost on its way. Ids commit out of order: readers ask for state 0, never "id > last".
CREATE TABLE outbox (
  outbox_id    BIGINT       NOT NULL AUTO_INCREMENT,
  state        TINYINT      NOT NULL DEFAULT 0,
  stream       VARCHAR(32)  NOT NULL,
  type         VARCHAR(64)  NOT NULL,
  version      SMALLINT     NOT NULL,
  occurred_at  DATETIME(6)  NOT NULL,
  source       VARCHAR(32)  NOT NULL,
  event_key    VARCHAR(128) NOT NULL,
  request_id   VARCHAR(64)  NOT NULL,
  payload      LONGTEXT     NOT NULL,
  published_at DATETIME(6)  NULL,
  republished  SMALLINT     NOT NULL DEFAULT 0,
  PRIMARY KEY (outbox_id),
  KEY outbox_state (state, outbox_id),
  CONSTRAINT outbox_state_known CHECK (state IN (0, 1, 2)),
  CONSTRAINT outbox_version_positive CHECK (version > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
