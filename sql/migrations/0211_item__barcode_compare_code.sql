-- What a barcode is compared by: the 14 digits of a GTIN (8, 12, 13 or 14 digits whose check digit
-- holds), else the code as it stands. The same as Barcode.key in the item centre.
ALTER TABLE sku_barcode ADD COLUMN compare_code VARCHAR(64) AS (
  CASE
    WHEN kept_twin = 0 AND CHAR_LENGTH(code) IN (8, 12, 13, 14) AND code REGEXP '^[0-9]+$'
      AND (3 * (ASCII(SUBSTR(LPAD(code, 14, '0'), 1, 1)) + ASCII(SUBSTR(LPAD(code, 14, '0'), 3, 1))
        + ASCII(SUBSTR(LPAD(code, 14, '0'), 5, 1)) + ASCII(SUBSTR(LPAD(code, 14, '0'), 7, 1))
        + ASCII(SUBSTR(LPAD(code, 14, '0'), 9, 1)) + ASCII(SUBSTR(LPAD(code, 14, '0'), 11, 1))
        + ASCII(SUBSTR(LPAD(code, 14, '0'), 13, 1)) - 336)
      + ASCII(SUBSTR(LPAD(code, 14, '0'), 2, 1)) + ASCII(SUBSTR(LPAD(code, 14, '0'), 4, 1))
      + ASCII(SUBSTR(LPAD(code, 14, '0'), 6, 1)) + ASCII(SUBSTR(LPAD(code, 14, '0'), 8, 1))
      + ASCII(SUBSTR(LPAD(code, 14, '0'), 10, 1)) + ASCII(SUBSTR(LPAD(code, 14, '0'), 12, 1))
      + ASCII(SUBSTR(LPAD(code, 14, '0'), 14, 1)) - 336) MOD 10 = 0
    THEN LPAD(code, 14, '0')
    ELSE code
  END
) STORED;
