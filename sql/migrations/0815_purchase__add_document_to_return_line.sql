-- The goods document by which it left: one for each receipt. NULL of returns that name none.
ALTER TABLE purchase_return_line ADD COLUMN document_id BIGINT NULL;
