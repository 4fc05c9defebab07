-- The orders of a day, and how many there are.
ALTER TABLE sales_order ADD KEY sales_order_time (created_at);
