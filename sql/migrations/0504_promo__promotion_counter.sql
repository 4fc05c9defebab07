-- How often a promotion with a limit is in use: member_id 0 counts all orders, the others those of
-- one member. The database itself refuses one use too many.
CREATE TABLE promotion_counter (
  promo_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL DEFAULT 0,
  used BIGINT NOT NULL,
  most BIGINT NOT NULL,
  PRIMARY KEY (promo_id, member_id),
  CHECK (used >= 0),
  CHECK (used <= most)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
