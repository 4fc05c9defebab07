-- Keys of returned material of before take the scope in which their order is asked for: in a
-- warehouse that organisations share, that of the order's organisation, whoever wrote them.
UPDATE IGNORE business_document b
JOIN production_return r ON r.return_no = b.number
JOIN production_order o ON o.mo_id = r.mo_id
JOIN stock_warehouse w ON w.warehouse_id = o.warehouse_id AND w.org_id IS NULL
SET b.scope = CONCAT('w', o.warehouse_id, '.o', o.org_id)
WHERE b.kind = 'stock.in.return' AND r.document_id IS NULL;
