-- Numbers count a channel in any case: what POS and pos had drawn goes on as one series, above both,
-- with as many drawn as there are orders.
INSERT INTO document_number (series, value)
SELECT f.series, f.value FROM (
  SELECT LOWER(series) AS series, SUM(value) AS value FROM document_number
  WHERE series LIKE 'order/%' GROUP BY LOWER(series)
) f
ON DUPLICATE KEY UPDATE value = f.value;
DELETE FROM document_number WHERE series LIKE 'order/%' AND series <> LOWER(series);
