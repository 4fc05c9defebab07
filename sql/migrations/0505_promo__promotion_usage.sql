-- What orders had of promotions, a row for each promotion of an order. A use that was given back
-- keeps its row.
CREATE TABLE promotion_usage (
  order_no VARCHAR(64) NOT NULL,
  promo_id BIGINT NOT NULL,
  member_id BIGINT NULL,
  discount DECIMAL(18,2) NOT NULL,
  gift_value DECIMAL(18,2) NOT NULL,
  used_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  given_back_at DATETIME(6) NULL,
  PRIMARY KEY (order_no, promo_id),
  KEY promotion_usage_promotion (promo_id, given_back_at),
  CHECK (discount >= 0),
  CHECK (gift_value >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
