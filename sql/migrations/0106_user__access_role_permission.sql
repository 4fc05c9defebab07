-- What a role stands for: permission codes, or patterns such as "stock.*", "*.read" and "*".
CREATE TABLE access_role_permission (
  role_id BIGINT NOT NULL,
  pattern VARCHAR(80) NOT NULL,
  PRIMARY KEY (role_id, pattern)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
