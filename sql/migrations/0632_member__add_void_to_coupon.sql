-- void_id: what declared the coupon void. An order that held it then may still use it; given back, it
-- is void.
ALTER TABLE coupon
  ADD COLUMN void_id BIGINT NULL,
  DROP CONSTRAINT coupon_status,
  ADD CONSTRAINT coupon_status
    CHECK (status IN ('issued', 'locked', 'used', 'expired', 'voided')),
  ADD CONSTRAINT coupon_void CHECK (
    (status = 'voided' AND void_id IS NOT NULL) OR (status IN ('locked', 'used'))
    OR (status IN ('issued', 'expired') AND void_id IS NULL));
