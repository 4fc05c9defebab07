-- An order's number names its store.
UPDATE stock_lock
SET org_id = CAST(SUBSTRING_INDEX(SUBSTRING_INDEX(ref_no, '-', -3), '-', 1) AS SIGNED)
WHERE owner = 'order' AND ref_no REGEXP '^.+-[0-9]{1,15}-[0-9]{8}-[0-9]{6,}$';
UPDATE stock_lock l JOIN stock_warehouse w ON w.warehouse_id = l.warehouse_id
SET l.org_id = w.org_id
WHERE l.owner = 'api' AND w.org_id IS NOT NULL;
UPDATE business_document b
JOIN stock_lock l ON l.owner = 'api' AND l.ref_no = b.number AND l.line_no = 1 AND l.org_id > 0
SET b.scope = CONCAT('o', l.org_id)
WHERE b.kind = 'stock.lock' AND b.scope = '';
