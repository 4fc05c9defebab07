-- The goods document of a return, NULL where it is known by its number, and when it happened: NULL,
-- when it was written.
ALTER TABLE production_return
  ADD COLUMN document_id BIGINT NULL,
  ADD COLUMN occurred_at DATETIME(6) NULL,
  DROP KEY production_return_no,
  ADD KEY production_return_no (return_no);
