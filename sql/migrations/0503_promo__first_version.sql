-- The starting version.
INSERT INTO promotion_version (id, version) VALUES (1, 1);
