-- Which table of standard roles this house has got; `erp migrate` brings the roles that nobody
-- changed up to the present one, once.
CREATE TABLE access_role_table (
  id TINYINT NOT NULL,
  version INT NOT NULL,
  PRIMARY KEY (id),
  CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
