-- Two organisations' locks may have one number.
ALTER TABLE stock_lock
  ALTER COLUMN org_id DROP DEFAULT,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (owner, ref_no, org_id, line_no);
