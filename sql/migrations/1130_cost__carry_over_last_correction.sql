-- Rows of before learn which of their entries was the last late price.
UPDATE cost_sku s
JOIN (SELECT sku_id, MAX(entry) AS entry FROM cost_ledger WHERE kind = 'correction' GROUP BY sku_id) l
  ON l.sku_id = s.sku_id
SET s.last_correction = l.entry;
