-- One login, which lives on through its refresh tokens: the family that ends as a whole.
CREATE TABLE user_session (
  session_id BIGINT NOT NULL AUTO_INCREMENT,
  user_id BIGINT NOT NULL,
  remote_address VARCHAR(45) NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  expires_at DATETIME(6) NOT NULL,
  revoked_at DATETIME(6) NULL,
  revoked_because VARCHAR(20) NULL,
  PRIMARY KEY (session_id),
  KEY user_session_user (user_id, revoked_at),
  KEY user_session_revoked (revoked_at),
  KEY user_session_expires (expires_at),
  CHECK (revoked_because IN ('logout', 'password', 'disabled', 'reuse'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
