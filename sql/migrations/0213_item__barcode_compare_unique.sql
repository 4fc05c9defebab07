-- No two bindings of one GTIN.
ALTER TABLE sku_barcode ADD UNIQUE KEY sku_barcode_compare (compare_code);
