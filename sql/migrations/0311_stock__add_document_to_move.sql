-- The document of a move, and when it happened: until its rows are carried over, unknown.
ALTER TABLE stock_move
  ADD COLUMN document_id BIGINT      NULL,
  ADD COLUMN occurred_at DATETIME(6) NULL;
