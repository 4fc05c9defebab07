-- What comes back to what it left for takes along what late prices put on it meanwhile: late, a part
-- of amount and of no document's total. NULL in entries of other kinds, and in those of before, which
-- came back without.
ALTER TABLE cost_ledger
  ADD COLUMN late DECIMAL(38,6) NULL;
