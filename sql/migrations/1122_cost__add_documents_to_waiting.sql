-- What waits knows its document and its business date too; NULL in moves of before.
ALTER TABLE cost_waiting
  ADD COLUMN document_id BIGINT      NULL,
  ADD COLUMN origin_id   BIGINT      NULL,
  ADD COLUMN occurred_at DATETIME(6) NULL;
