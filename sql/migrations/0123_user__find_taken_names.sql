-- Of the users of before who share a name the oldest has it.
UPDATE user_account u JOIN (
  SELECT MIN(user_id) AS oldest, LOWER(username) AS name_key FROM user_account
  GROUP BY LOWER(username) HAVING COUNT(*) > 1) twice ON twice.name_key = LOWER(u.username)
SET u.key_taken = u.user_id WHERE u.user_id <> twice.oldest;
