-- Where the goods of a refund came, but for those that it names as not shipped, which never left the
-- order's warehouse. Refunds of before went there whole.
ALTER TABLE sales_refund ADD COLUMN warehouse_id BIGINT NOT NULL DEFAULT 0;
UPDATE sales_refund r JOIN sales_order o ON o.order_id = r.order_id
  SET r.warehouse_id = o.warehouse_id;
ALTER TABLE sales_refund
  ALTER COLUMN warehouse_id DROP DEFAULT,
  ADD CONSTRAINT sales_refund_warehouse CHECK (warehouse_id > 0);
