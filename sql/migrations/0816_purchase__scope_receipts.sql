-- Keys of receipts and returns of before take the scope in which their order is asked for: in a
-- warehouse that organisations share, that of the order's organisation, whoever wrote them.
UPDATE IGNORE business_document b
JOIN purchase_receipt r ON r.receipt_no = b.number
JOIN purchase_order o ON o.po_id = r.po_id
JOIN stock_warehouse w ON w.warehouse_id = o.warehouse_id AND w.org_id IS NULL
SET b.scope = CONCAT('w', o.warehouse_id, '.o', o.org_id)
WHERE b.kind = 'stock.in.purchase' AND r.occurred_at IS NULL;
UPDATE IGNORE business_document b
JOIN purchase_return r ON r.return_no = b.number
JOIN purchase_order o ON o.po_id = r.po_id
JOIN stock_warehouse w ON w.warehouse_id = o.warehouse_id AND w.org_id IS NULL
SET b.scope = CONCAT('w', o.warehouse_id, '.o', o.org_id)
WHERE b.kind = 'stock.out.return' AND r.names_receipts = 0;
