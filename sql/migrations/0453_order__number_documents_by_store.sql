-- Refunds and parcels are numbered within their store. What of the charge of gifts a refund's money
-- bore, and what its points; below zero where a charged gift came back.
ALTER TABLE sales_refund
  ADD COLUMN store_id BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN gift_charge DECIMAL(18,2) NOT NULL DEFAULT 0,
  ADD COLUMN gift_points BIGINT NOT NULL DEFAULT 0;
UPDATE sales_refund r JOIN sales_order o ON o.order_id = r.order_id SET r.store_id = o.store_id;
ALTER TABLE sales_refund ADD UNIQUE KEY sales_refund_store (store_id, refund_no);
ALTER TABLE sales_refund DROP KEY sales_refund_no;
ALTER TABLE sales_shipment ADD COLUMN store_id BIGINT NOT NULL DEFAULT 0;
UPDATE sales_shipment s JOIN sales_order o ON o.order_id = s.order_id SET s.store_id = o.store_id;
ALTER TABLE sales_shipment ADD UNIQUE KEY sales_shipment_store (store_id, ship_no);
ALTER TABLE sales_shipment DROP KEY sales_shipment_no;
