-- What was lost of each material in the workshop, and taken from stock beyond what was issued.
ALTER TABLE production_material
  ADD COLUMN lost_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  ADD CONSTRAINT production_material_lost CHECK (lost_qty >= 0);
