-- A username is one name in any case: name_key is the name in lower case. key_taken is 0 for whoever
-- has that name, else the user's own id: pairs of before stay, and log in exactly as written.
ALTER TABLE user_account
  ADD COLUMN name_key VARCHAR(64) NULL,
  ADD COLUMN key_taken BIGINT NOT NULL DEFAULT 0,
  ADD UNIQUE KEY user_account_name_key (name_key, key_taken);
