-- Entries and waiting moves of before learn the documents that the stock centre gave their moves, so
-- that a new document of an old number is another one.
UPDATE cost_ledger l
JOIN stock_move m ON m.move_id = l.move_id
JOIN stock_document d ON d.document_id = m.document_id
SET l.document_id = d.document_id, l.origin_id = d.origin_document_id
WHERE l.document_id IS NULL;
UPDATE cost_waiting w
JOIN stock_move m ON m.move_id = w.move_id
JOIN stock_document d ON d.document_id = m.document_id
SET w.document_id = d.document_id, w.origin_id = d.origin_document_id
WHERE w.document_id IS NULL;
-- A late price of before names the receipt that it was for.
UPDATE cost_ledger c
JOIN cost_ledger r ON r.sku_id = c.sku_id AND r.ref_no = c.origin_no AND r.ref_type = c.origin_type
  AND r.kind = 'move' AND r.quantity > 0 AND r.document_id IS NOT NULL
SET c.origin_id = r.document_id
WHERE c.kind = 'correction' AND c.origin_id IS NULL;
