-- The goods document of a loss, NULL where it is known by its number, and when it happened: NULL,
-- when it was written. A number is unique in its organisation.
ALTER TABLE job_loss
  ADD COLUMN document_id BIGINT NULL,
  ADD COLUMN occurred_at DATETIME(6) NULL,
  DROP KEY job_loss_no,
  ADD KEY job_loss_no (loss_no);
