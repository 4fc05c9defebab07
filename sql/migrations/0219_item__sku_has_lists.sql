-- 1: sku_price has rows of lists other than retail, so that a sale to a member looks there; most
-- SKUs have none.
ALTER TABLE sku ADD COLUMN has_lists TINYINT NOT NULL DEFAULT 0;
