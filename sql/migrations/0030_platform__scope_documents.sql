-- A document's number is unique within a scope: 'o' and an organisation, 'w' and a warehouse, of a
-- shared one also the organisation, 'd' and a device. The empty scope is the house: that of the
-- numbers that it gives itself, and of what was posted before there were scopes, unless its centre
-- says what it belongs to.
ALTER TABLE business_document
  ADD COLUMN scope VARCHAR(80) NOT NULL DEFAULT '',
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (kind, number, scope);
