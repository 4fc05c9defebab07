-- What a promotion was before each change, with the moment until which it was so: a basket of some
-- moment is priced with the promotions of that moment.
CREATE TABLE promotion_before (
  promo_id BIGINT NOT NULL,
  until_at DATETIME(6) NOT NULL,
  status VARCHAR(10) NOT NULL,
  priority BIGINT NOT NULL,
  ends_at DATETIME(6) NOT NULL,
  PRIMARY KEY (promo_id, until_at),
  CHECK (status IN ('enabled', 'disabled'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
