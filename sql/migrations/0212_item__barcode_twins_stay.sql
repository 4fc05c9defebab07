-- Of several bindings that are one GTIN the one of 14 digits stands for it, else the first by its
-- digits; the others stay in their own spelling.
UPDATE sku_barcode b JOIN (
  SELECT compare_code, COALESCE(MAX(IF(code = compare_code, code, NULL)), MIN(code)) AS kept
  FROM sku_barcode GROUP BY compare_code HAVING COUNT(*) > 1
) t ON t.compare_code = b.compare_code
SET b.kept_twin = 1 WHERE b.code <> t.kept;
