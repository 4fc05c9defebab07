-- What changed a sheet after its goods had come in stayed out of the goods, by the rules of then.
UPDATE cost_sheet SET late_total = total - receipt_total
WHERE status = 'settled' AND receipt_total IS NOT NULL AND total <> receipt_total;
