-- occurred_at is the business date of the completion; NULL in sheets of before, which go by
-- completed_at. revision counts what changed the sheet after it was settled; late_total is what such
-- changes came to, beyond receipt_total, as late prices of the goods that were made. A cancelled
-- order's sheet says what was lost.
ALTER TABLE cost_sheet
  ADD COLUMN occurred_at  DATETIME(6)   NULL,
  ADD COLUMN revision     INT           NOT NULL DEFAULT 1,
  ADD COLUMN late_total   DECIMAL(38,6) NOT NULL DEFAULT 0,
  ADD COLUMN is_cancelled TINYINT       NOT NULL DEFAULT 0;
