-- A refresh token answers once more within 10 seconds of its first use, for a client that lost the
-- answer: with a new pair that ends the first one's token, which successor names.
ALTER TABLE user_refresh
  ADD COLUMN successor BINARY(32) NULL,
  ADD COLUMN repeated_at DATETIME(6) NULL,
  ADD COLUMN ended_at DATETIME(6) NULL;
