-- Those that have some already.
UPDATE sku SET has_lists = 1
WHERE sku_id IN (SELECT sku_id FROM sku_price WHERE price_list <> 'retail');
