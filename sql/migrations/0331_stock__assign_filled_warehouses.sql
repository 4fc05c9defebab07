-- An organisation with none below it goes on out of its oldest warehouse, if goods lie in it. All
-- others go on with warehouse 1.
INSERT INTO stock_assignment (org_id, purpose, warehouse_id)
SELECT w.org_id, p.purpose, w.warehouse_id
FROM (
  SELECT org_id, MIN(warehouse_id) AS warehouse_id FROM stock_warehouse
  WHERE org_id IS NOT NULL GROUP BY org_id
) w
CROSS JOIN (
  SELECT 'sale' AS purpose UNION ALL SELECT 'receipt' UNION ALL SELECT 'return'
) p
WHERE EXISTS (
  SELECT 1 FROM stock_balance b WHERE b.warehouse_id = w.warehouse_id AND b.on_hand > 0)
AND NOT EXISTS (SELECT 1 FROM org_unit o WHERE o.parent_id = w.org_id);
