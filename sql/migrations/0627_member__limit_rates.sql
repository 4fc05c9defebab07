-- 1.00 earns at most 100 points. The table's version tells clients that it is another.
UPDATE member_level_table SET version = version + 1
WHERE EXISTS (SELECT 1 FROM member_level WHERE earn_rate > 100);
UPDATE member_level SET earn_rate = 100 WHERE earn_rate > 100;
ALTER TABLE member_level
  DROP CONSTRAINT member_level_rate,
  DROP CONSTRAINT member_level_growth,
  ADD CONSTRAINT member_level_rate CHECK (earn_rate BETWEEN 0 AND 100),
  ADD CONSTRAINT member_level_growth CHECK (min_growth BETWEEN 0 AND 1000000000000000);
