-- What an order that ends early has not got yet is issued for what was worked on, not for the plan.
ALTER TABLE production_material
  DROP CONSTRAINT production_material_issued,
  ADD CONSTRAINT production_material_issued CHECK (issued_qty >= 0 AND issued_qty <= required_qty);
