-- The goods document of a receipt, NULL where all was rejected, and when it happened: NULL, when it
-- was written. A number is unique in its scope alone, which business_document keeps.
ALTER TABLE purchase_receipt
  ADD COLUMN document_id BIGINT NULL,
  ADD COLUMN occurred_at DATETIME(6) NULL,
  DROP KEY purchase_receipt_no,
  ADD KEY purchase_receipt_no (receipt_no);
