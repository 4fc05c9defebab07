-- The entry of the SKU's last late price, 0 when it had none: whether goods that come back have to
-- ask for late prices at all.
ALTER TABLE cost_sku
  ADD COLUMN last_correction BIGINT NOT NULL DEFAULT 0;
