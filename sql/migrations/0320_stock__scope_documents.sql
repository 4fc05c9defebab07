-- The keys of goods documents take the scope of their document; those of a shared warehouse without
-- a known organisation stay taken in the whole house.
UPDATE business_document b
JOIN stock_document d ON d.ref_no = b.number
  AND ((d.direction = 'in' AND b.kind = CONCAT('stock.in.', d.ref_type))
    OR (d.direction = 'out' AND b.kind = CONCAT('stock.out.', d.ref_type))
    OR (d.direction = 'transfer' AND b.kind = 'stock.transfer')
    OR (d.direction = 'count' AND b.kind = 'stock.count'))
JOIN stock_warehouse w ON w.warehouse_id = d.warehouse_id
SET b.scope = CASE
  WHEN w.org_id IS NOT NULL THEN CONCAT('w', d.warehouse_id)
  WHEN d.org_id IS NOT NULL THEN CONCAT('w', d.warehouse_id, '.o', d.org_id)
  ELSE '' END
WHERE b.scope = '';
