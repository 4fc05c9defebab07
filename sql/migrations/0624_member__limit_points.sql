-- The members' own sums, and the limits from now on.
UPDATE member SET points = LEAST(points, 1000000000000000),
  growth = LEAST(growth, 1000000000000000), version = version + 1
WHERE points > 1000000000000000 OR growth > 1000000000000000;
ALTER TABLE member
  DROP CONSTRAINT member_points,
  DROP CONSTRAINT member_growth,
  ADD CONSTRAINT member_points CHECK (points BETWEEN 0 AND 1000000000000000),
  ADD CONSTRAINT member_growth CHECK (growth BETWEEN 0 AND 1000000000000000),
  ADD CONSTRAINT member_points_debt CHECK (points_debt BETWEEN 0 AND 1000000000000000
    AND (points = 0 OR points_debt = 0));
