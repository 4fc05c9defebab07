-- 1: one of several bindings of before that are one GTIN, and not the one that stands for it. It
-- is found in its own spelling alone.
ALTER TABLE sku_barcode ADD COLUMN kept_twin TINYINT NOT NULL DEFAULT 0;
