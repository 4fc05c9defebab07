-- The roles of the first version.
INSERT INTO access_role_table (id, version) VALUES (1, 1);
