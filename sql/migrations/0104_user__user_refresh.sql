-- Refresh tokens by their SHA-256; the tokens themselves are nowhere. Each is good for one use, and
-- a used one is kept until it would have expired, so that a second use is recognised as theft.
CREATE TABLE user_refresh (
  token_hash BINARY(32) NOT NULL,
  session_id BIGINT NOT NULL,
  issued_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  expires_at DATETIME(6) NOT NULL,
  used_at DATETIME(6) NULL,
  PRIMARY KEY (token_hash),
  KEY user_refresh_session (session_id),
  KEY user_refresh_expires (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
