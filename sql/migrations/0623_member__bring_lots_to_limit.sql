-- The same points leave the lots, those first that would be spent first.
UPDATE point_lot l
JOIN (
  SELECT o.lot_id, o.remaining, m.points - 1000000000000000 AS surplus, COALESCE((
    SELECT SUM(e.remaining) FROM point_lot e
    WHERE e.member_id = o.member_id AND e.is_open = TRUE
      AND ((e.expires_at IS NOT NULL AND o.expires_at IS NULL) OR e.expires_at < o.expires_at
        OR (e.expires_at <=> o.expires_at AND e.lot_id < o.lot_id))), 0) AS earlier
  FROM point_lot o JOIN member m ON m.member_id = o.member_id
  WHERE o.is_open = TRUE AND m.points > 1000000000000000
) AS cut ON cut.lot_id = l.lot_id
SET l.remaining = cut.remaining - LEAST(cut.remaining, GREATEST(0, cut.surplus - cut.earlier)),
  l.is_open = cut.remaining > GREATEST(0, cut.surplus - cut.earlier);
