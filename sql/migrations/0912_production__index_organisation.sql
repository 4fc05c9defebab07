-- The orders of a planner's own organisations, newest first, and how many there are.
ALTER TABLE production_order ADD KEY production_order_org (org_id, mo_id);
