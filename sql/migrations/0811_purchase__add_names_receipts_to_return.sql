-- 1 for returns whose lines name their receipts, 0 for those that were written before they did.
ALTER TABLE purchase_return ADD COLUMN names_receipts TINYINT NOT NULL DEFAULT 0;
