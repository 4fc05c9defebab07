-- Locks of stock are put aside too, by organisation and reference; sheets by the number of their
-- order, which has up to 100 characters.
ALTER TABLE put_aside MODIFY object_key VARCHAR(128) NOT NULL;
