-- A promotion. rule and scope are JSON objects as clients send them. Nothing of it ever changes but
-- its status, so that a limit means the same for every use.
CREATE TABLE promotion (
  promo_id BIGINT NOT NULL AUTO_INCREMENT,
  name VARCHAR(100) NOT NULL,
  type VARCHAR(20) NOT NULL,
  rule MEDIUMTEXT NOT NULL,
  scope MEDIUMTEXT NOT NULL,
  starts_at DATETIME(6) NOT NULL,
  ends_at DATETIME(6) NOT NULL,
  priority BIGINT NOT NULL,
  stackable TINYINT NOT NULL,
  exclusive_group VARCHAR(50) NULL,
  usage_limit BIGINT NULL,
  per_member_limit BIGINT NULL,
  status VARCHAR(10) NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  created_by BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (promo_id),
  KEY promotion_status (status, promo_id),
  CHECK (type IN ('special_price', 'bundle', 'discount', 'full_reduction', 'buy_gift')),
  CHECK (starts_at < ends_at),
  CHECK (usage_limit > 0),
  CHECK (per_member_limit > 0),
  CHECK (status IN ('enabled', 'disabled'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
