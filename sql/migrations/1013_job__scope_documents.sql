-- Numbers of losses and reports are unique in their order's organisation; those of before, too.
UPDATE IGNORE business_document b
JOIN job_loss l ON l.loss_no = b.number
JOIN production_order o ON o.mo_id = l.mo_id
SET b.scope = CONCAT('o', o.org_id)
WHERE b.kind = 'stock.out.production' AND l.document_id IS NULL;
UPDATE IGNORE business_document b
JOIN job_report r ON r.report_no = b.number
JOIN production_order o ON o.mo_id = r.mo_id
SET b.scope = CONCAT('o', o.org_id)
WHERE b.kind IN ('job.report', 'job.reverse') AND b.scope = '';
