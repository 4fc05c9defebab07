-- The same points leave the lots, those first that would be spent first.
UPDATE point_lot l
JOIN (
  SELECT o.lot_id, o.remaining, m.points - 1000000000000000 AS surplus,
    SUM(o.remaining) OVER (PARTITION BY o.member_id
      ORDER BY o.expires_at IS NULL, o.expires_at, o.lot_id) - o.remaining AS earlier
  FROM point_lot o JOIN member m ON m.member_id = o.member_id
  WHERE o.is_open = TRUE AND m.points > 1000000000000000
) AS cut ON cut.lot_id = l.lot_id
SET l.remaining = cut.remaining - LEAST(cut.remaining, GREATEST(0, cut.surplus - cut.earlier)),
  l.is_open = cut.remaining > GREATEST(0, cut.surplus - cut.earlier);
