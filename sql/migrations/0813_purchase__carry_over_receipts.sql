-- Until now a receipt's number was that of one document in the whole house.
UPDATE purchase_receipt r
JOIN stock_document d ON d.ref_no = r.receipt_no AND d.ref_type = 'purchase'
  AND d.direction = 'in' AND d.warehouse_id = r.warehouse_id
SET r.document_id = d.document_id
WHERE r.document_id IS NULL;
