-- Numbers of refunds and parcels are unique within their order's store.
UPDATE business_document b JOIN sales_refund r ON r.refund_no = b.number
  SET b.scope = CONCAT('o', r.store_id) WHERE b.kind = 'order.refund' AND b.scope = '';
UPDATE business_document b JOIN sales_shipment s ON s.ship_no = b.number
  SET b.scope = CONCAT('o', s.store_id) WHERE b.kind = 'order.ship' AND b.scope = '';
