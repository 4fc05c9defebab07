-- A member has at most 10^15 points and as much growth. What is beyond goes by an adjustment.
INSERT INTO point_change (member_id, reason, ref_no, points_change, debt_change, growth_change,
  capped, points, growth, level)
SELECT m.member_id, 'adjust', CONCAT('order:limit/', m.member_id),
  LEAST(0, 1000000000000000 - m.points), 0, LEAST(0, 1000000000000000 - m.growth), TRUE,
  LEAST(m.points, 1000000000000000), LEAST(m.growth, 1000000000000000), m.level
FROM member m
WHERE (m.points > 1000000000000000 OR m.growth > 1000000000000000) AND NOT EXISTS (
  SELECT 1 FROM point_change c
  WHERE c.reason = 'adjust' AND c.ref_no = CONCAT('order:limit/', m.member_id));
