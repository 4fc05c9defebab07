-- Whose production order it is; null where its completion did not say, as those of older days.
ALTER TABLE cost_sheet
  ADD COLUMN org_id BIGINT NULL;
