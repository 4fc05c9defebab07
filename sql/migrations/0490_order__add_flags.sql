-- The doubts with which a till's sale was booked, joined by commas, and the member that the till
-- named where nobody knows him.
ALTER TABLE sales_order
  ADD COLUMN flags VARCHAR(200) NOT NULL DEFAULT '',
  ADD COLUMN claimed_member_id BIGINT NULL;
UPDATE sales_order SET flags = 'oversold' WHERE oversold = 1;
