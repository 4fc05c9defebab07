-- The first company, to which the first user belongs; and the starting epoch.
INSERT INTO org_unit (org_id, code, name, kind, parent_id, path)
  VALUES (1, 'HQ', '总部', 'company', NULL, '/1/');
INSERT INTO access_epoch (id, epoch) VALUES (1, 1);
