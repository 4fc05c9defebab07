-- When a return happened: NULL, when it was written.
ALTER TABLE purchase_return
  ADD COLUMN occurred_at DATETIME(6) NULL,
  DROP KEY purchase_return_no,
  ADD KEY purchase_return_no (return_no);
