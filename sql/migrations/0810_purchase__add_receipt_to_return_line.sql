-- Which receipt brought what goes back; 0 of returns that were written before they named one. What
-- went back of a receipt's line is the sum of these rows.
ALTER TABLE purchase_return_line
  ADD COLUMN receipt_id BIGINT NOT NULL DEFAULT 0 AFTER line_no,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (return_id, line_no, receipt_id),
  ADD KEY purchase_return_line_receipt (receipt_id, line_no);
