-- What coupon and points took off each line; the rest of a line's discount is its promotions'. And
-- what of the goods that came back had not left, so that what had left and came back can no longer
-- keep the rest from being shipped.
ALTER TABLE sales_order_line
  ADD COLUMN coupon_discount DECIMAL(18,2) NOT NULL DEFAULT 0,
  ADD COLUMN points_discount DECIMAL(18,2) NOT NULL DEFAULT 0,
  ADD COLUMN refunded_unshipped_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  ADD CONSTRAINT sales_order_line_shares
    CHECK (coupon_discount >= 0 AND points_discount >= 0
      AND coupon_discount + points_discount <= discount),
  ADD CONSTRAINT sales_order_line_refunded_unshipped
    CHECK (refunded_unshipped_qty >= 0 AND refunded_unshipped_qty <= refunded_qty
      AND refunded_unshipped_qty <= qty - shipped_qty);
-- Refunds of before took from what had not left first.
UPDATE sales_order_line SET refunded_unshipped_qty = LEAST(refunded_qty, qty - shipped_qty)
  WHERE refunded_qty > 0;
