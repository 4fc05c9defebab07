-- The orders of a clerk's own organisations, newest first, and how many there are.
ALTER TABLE purchase_order ADD KEY purchase_order_org (org_id, po_id);
