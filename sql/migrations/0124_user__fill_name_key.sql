-- The names of all users of before.
UPDATE user_account SET name_key = LOWER(username) WHERE name_key IS NULL;
