-- The price list that members of a level pay by.
ALTER TABLE member_level ADD COLUMN price_list VARCHAR(16) NOT NULL DEFAULT 'member'
  CHECK (price_list IN ('retail', 'member', 'wholesale'));
