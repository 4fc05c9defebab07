-- Those that the upgrade found.
INSERT INTO sku_barcode_twin (code) SELECT code FROM sku_barcode WHERE kept_twin = 1;
