-- Numbers repeat, ids of goods documents do not: each entry names its document, and the one that its
-- goods come from, by id too. occurred_at is the business date; NULL in entries of before, which
-- happened when they were written. share is how much of its receipt the average held when the entry
-- was made: NULL in entries of before, which go by the rules of their time. receipt_total is what the
-- receipt cost in all after a correction. A move at a standard cost names method and cost, so that
-- a walk can begin at any entry.
ALTER TABLE cost_ledger
  ADD COLUMN document_id   BIGINT         NULL,
  ADD COLUMN origin_id     BIGINT         NULL,
  ADD COLUMN occurred_at   DATETIME(6)    NULL,
  ADD COLUMN share         DECIMAL(38,18) NULL,
  ADD COLUMN receipt_total DECIMAL(38,10) NULL;
