-- Levels to begin with; an installation replaces them by its own.
INSERT INTO member_level (level, name, min_growth, earn_rate) VALUES
  (1, '普通会员', 0, 1.0000),
  (2, '银卡会员', 1000, 1.1000),
  (3, '金卡会员', 5000, 1.2500),
  (4, '钻石会员', 20000, 1.5000);
INSERT INTO member_level_table (id, version) VALUES (1, 1);
