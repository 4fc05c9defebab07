-- Sales that a till made while it was offline: when they happened by the till's own clock, and
-- whether the books lacked goods when they were taken out.
ALTER TABLE sales_order
  ADD COLUMN oversold TINYINT NOT NULL DEFAULT 0,
  ADD COLUMN sold_at DATETIME(6) NULL;
