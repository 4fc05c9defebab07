-- What took money off the whole order, how many promotions it had, and what went back since.
-- coupon_discount and points_discount are parts of discount.
ALTER TABLE sales_order
  ADD COLUMN coupon_discount DECIMAL(18,2) NOT NULL DEFAULT 0,
  ADD COLUMN points_discount DECIMAL(18,2) NOT NULL DEFAULT 0,
  ADD COLUMN promotions SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN refunded DECIMAL(18,2) NOT NULL DEFAULT 0,
  ADD CONSTRAINT sales_order_refunded CHECK (refunded >= 0 AND refunded <= payable),
  ADD CONSTRAINT sales_order_benefits CHECK (coupon_discount + points_discount <= discount);
