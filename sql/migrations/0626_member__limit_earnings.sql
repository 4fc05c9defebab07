-- What an order has earned is at most what a member may have.
UPDATE point_order SET earned = LEAST(earned, 1000000000000000),
  taken_back = LEAST(taken_back, 1000000000000000) WHERE earned > 1000000000000000;
ALTER TABLE point_order
  DROP CONSTRAINT point_order_earned,
  ADD CONSTRAINT point_order_earned CHECK (earned BETWEEN 0 AND 1000000000000000);
