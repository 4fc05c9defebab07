-- debt_change: debt that the change made, or paid when negative; NULL in rows from before there was
-- a debt, whose shortfall is nobody's. capped: something did not fit into the member's limits.
-- changed_by: who did it by hand.
ALTER TABLE point_change
  ADD COLUMN debt_change BIGINT NULL AFTER points_change,
  ADD COLUMN capped BOOLEAN NOT NULL DEFAULT FALSE AFTER shortfall,
  ADD COLUMN points_debt BIGINT NOT NULL DEFAULT 0 AFTER points,
  ADD COLUMN changed_by BIGINT NULL AFTER level,
  ADD CONSTRAINT point_change_debt CHECK (
    (debt_change IS NULL AND points_debt = 0)
    OR (shortfall = GREATEST(debt_change, 0) AND (points = 0 OR points_debt = 0)
      AND points <= 1000000000000000 AND growth <= 1000000000000000
      AND points_debt BETWEEN 0 AND 1000000000000000));
