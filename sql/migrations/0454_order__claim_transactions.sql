-- The transaction that no other payment by this tender may have. NULL for cash, for payments
-- without one, and for those that had it second: of before, or at a till, where the sale has
-- happened all the same.
ALTER TABLE sales_payment ADD COLUMN txn_claim VARCHAR(100) NULL;
UPDATE sales_payment p JOIN (
  SELECT order_id, line_no,
    ROW_NUMBER() OVER (PARTITION BY method, txn_no ORDER BY order_id, line_no) AS place
  FROM sales_payment WHERE txn_no IS NOT NULL AND method <> 'cash'
) f ON f.order_id = p.order_id AND f.line_no = p.line_no
SET p.txn_claim = p.txn_no WHERE f.place = 1;
ALTER TABLE sales_payment ADD UNIQUE KEY sales_payment_claim (txn_claim, method);
