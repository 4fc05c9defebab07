-- What a refund should have taken back and could not, because it was spent: later gains pay it.
ALTER TABLE member ADD COLUMN points_debt BIGINT NOT NULL DEFAULT 0 AFTER points;
