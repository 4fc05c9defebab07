-- Every move has its document from now on.
ALTER TABLE stock_move
  MODIFY COLUMN document_id BIGINT      NOT NULL,
  MODIFY COLUMN occurred_at DATETIME(6) NOT NULL,
  ADD KEY stock_move_document (document_id);
