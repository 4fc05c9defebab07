-- No lot holds more than a member may have.
ALTER TABLE point_lot ADD CONSTRAINT point_lot_limit CHECK (remaining <= 1000000000000000);
