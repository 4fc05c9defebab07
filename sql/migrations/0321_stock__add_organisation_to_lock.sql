-- Whose lock it is: the organisation of who locked, of an order its store. 0 for locks of before in
-- a warehouse without an organisation: they belong to whoever sees it.
ALTER TABLE stock_lock
  ADD COLUMN org_id BIGINT NOT NULL DEFAULT 0,
  ADD CONSTRAINT stock_lock_organisation CHECK (org_id >= 0);
