-- The document whose goods come back, or the production order that material is lost for.
ALTER TABLE stock_move
  ADD COLUMN origin_type VARCHAR(12)  NULL,
  ADD COLUMN origin_no   VARCHAR(100) NULL,
  ADD CONSTRAINT stock_move_origin CHECK ((origin_type IS NULL) = (origin_no IS NULL));
