-- status: whether coupons of the kind are still given out. store_ids: the stores where they hold, as
-- a JSON list; NULL for the whole house.
ALTER TABLE coupon_template
  ADD COLUMN store_ids TEXT NULL AFTER per_member,
  ADD COLUMN status VARCHAR(8) NOT NULL DEFAULT 'open' AFTER store_ids,
  ADD COLUMN version INT NOT NULL DEFAULT 1 AFTER status,
  ADD CONSTRAINT coupon_template_status CHECK (status IN ('open', 'closed'));
