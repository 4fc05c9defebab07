-- Gifts become lines: numbered after the goods, with their retail value, the rule that gave them as
-- it was at the sale, what of them came back and what was charged. A rule with buy_qty 0 is not
-- known: such a gift stays earned while the order stands.
ALTER TABLE sales_order_gift
  ADD COLUMN value DECIMAL(18,2) NOT NULL DEFAULT 0,
  ADD COLUMN buy_sku_id BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN buy_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  ADD COLUMN gift_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  ADD COLUMN repeats TINYINT NOT NULL DEFAULT 1,
  ADD COLUMN refunded_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  ADD COLUMN charged_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  ADD CONSTRAINT sales_order_gift_value CHECK (value >= 0),
  ADD CONSTRAINT sales_order_gift_back
    CHECK (refunded_qty >= 0 AND charged_qty >= 0 AND refunded_qty + charged_qty <= qty);
UPDATE sales_order_gift g SET g.line_no = g.line_no +
  (SELECT MAX(l.line_no) FROM sales_order_line l WHERE l.order_id = g.order_id)
  ORDER BY g.order_id, g.line_no DESC;
-- Gifts of before came back with the refund that left nothing of the order.
UPDATE sales_order_gift g JOIN sales_order o ON o.order_id = g.order_id
  SET g.refunded_qty = g.qty WHERE o.status = 'refunded';
INSERT INTO sales_refund_line (refund_id, line_no, sku_id, qty, amount)
  SELECT r.refund_id, g.line_no, g.sku_id, g.qty, 0 FROM sales_order_gift g
  JOIN sales_order o ON o.order_id = g.order_id
  JOIN (SELECT order_id, MAX(refund_id) AS refund_id FROM sales_refund GROUP BY order_id) r
    ON r.order_id = g.order_id
  WHERE o.status = 'refunded';
