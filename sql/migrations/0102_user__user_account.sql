-- Who may log in. `token_version` ends every token made with a lower one; `auth_version` and
-- `auth_changed_at` move with everything that decides what the user may do, and tell the token
-- checkers on every machine to read the user again.
CREATE TABLE user_account (
  user_id BIGINT NOT NULL AUTO_INCREMENT,
  username VARCHAR(64) NOT NULL,
  password_hash VARCHAR(80) NOT NULL,
  name VARCHAR(100) NOT NULL,
  phone VARCHAR(32) NULL,
  org_id BIGINT NOT NULL,
  status VARCHAR(20) NOT NULL,
  token_version BIGINT NOT NULL DEFAULT 1,
  auth_version BIGINT NOT NULL DEFAULT 1,
  auth_changed_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  version BIGINT NOT NULL DEFAULT 1,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  created_by BIGINT NOT NULL,
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (user_id),
  UNIQUE KEY user_account_username (username),
  KEY user_account_org (org_id),
  KEY user_account_auth_changed (auth_changed_at),
  CHECK (status IN ('active', 'disabled')),
  CHECK (token_version > 0),
  CHECK (auth_version > 0),
  CHECK (version > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
