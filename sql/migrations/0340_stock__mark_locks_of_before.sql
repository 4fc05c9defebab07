-- Locks of before in a warehouse without an organisation belong to whoever sees it; every other has
-- one.
ALTER TABLE stock_lock ADD COLUMN of_before TINYINT NOT NULL DEFAULT 0;
UPDATE stock_lock SET of_before = 1 WHERE org_id = 0;
ALTER TABLE stock_lock ADD CONSTRAINT stock_lock_owned CHECK (org_id > 0 OR of_before = 1);
