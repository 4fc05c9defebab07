-- What was moved before belongs to the document of its ref_type, ref_no, direction and origin, which
-- bears the id of its first move. The order of a sale, and of what comes back from one, is that of
-- the store in the order's number; every other document is that of its warehouse's organisation,
-- else of who wrote it.
INSERT INTO stock_document
  (document_id, ref_type, ref_no, direction, warehouse_id, org_id, origin_type, origin_no,
   user_id, request_id, occurred_at, created_at)
SELECT d.document_id, m.ref_type, m.ref_no, d.direction, m.warehouse_id,
  CASE
    WHEN COALESCE(m.origin_no, m.ref_no) REGEXP '^.+-[0-9]{1,15}-[0-9]{8}-[0-9]{6,}$'
      AND COALESCE(m.origin_type, m.ref_type) = 'sale'
    THEN CAST(SUBSTRING_INDEX(SUBSTRING_INDEX(COALESCE(m.origin_no, m.ref_no), '-', -3), '-', 1)
      AS SIGNED)
    ELSE COALESCE(w.org_id, u.org_id)
  END,
  m.origin_type, m.origin_no, m.user_id, m.request_id, m.created_at, m.created_at
FROM (
  SELECT MIN(move_id) AS document_id,
    CASE WHEN ref_type IN ('transfer', 'count') THEN ref_type
      WHEN quantity < 0 THEN 'out' ELSE 'in' END AS direction
  FROM stock_move
  GROUP BY ref_type, ref_no, direction, origin_type, origin_no
) d
JOIN stock_move m ON m.move_id = d.document_id
LEFT JOIN stock_warehouse w ON w.warehouse_id = m.warehouse_id
LEFT JOIN user_account u ON u.user_id = m.user_id;
-- The sale whose goods came back, and the issue of material that came back.
UPDATE stock_document r
JOIN stock_document o ON o.ref_no = r.origin_no AND o.ref_type = r.origin_type
  AND o.direction = 'out' AND o.origin_no IS NULL
SET r.origin_document_id = o.document_id
WHERE r.ref_type = 'return' AND r.direction = 'in';
UPDATE stock_move m
JOIN stock_document d ON d.ref_no = m.ref_no AND d.ref_type = m.ref_type
  AND d.direction = CASE WHEN m.ref_type IN ('transfer', 'count') THEN m.ref_type
    WHEN m.quantity < 0 THEN 'out' ELSE 'in' END
  AND d.origin_no <=> m.origin_no AND d.origin_type <=> m.origin_type
SET m.document_id = d.document_id, m.occurred_at = m.created_at
WHERE m.document_id IS NULL;
