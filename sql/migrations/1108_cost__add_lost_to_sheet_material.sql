-- What the completion says was lost: a sheet waits until the issues and the losses are all valued.
ALTER TABLE cost_sheet_material
  ADD COLUMN lost_qty DECIMAL(18,4) NOT NULL DEFAULT 0;
