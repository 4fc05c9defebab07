-- One member's coupon. Its row decides who uses it; while it is locked or used, order_no says for
-- what.
CREATE TABLE coupon (
  coupon_id   BIGINT      NOT NULL AUTO_INCREMENT,
  template_id BIGINT      NOT NULL,
  member_id   BIGINT      NOT NULL,
  status      VARCHAR(8)  NOT NULL DEFAULT 'issued',
  valid_from  DATETIME(6) NOT NULL,
  valid_to    DATETIME(6) NOT NULL,
  order_no    VARCHAR(64) NULL,
  claimed_at  DATETIME(6) NOT NULL,
  used_at     DATETIME(6) NULL,
  PRIMARY KEY (coupon_id),
  KEY coupon_member (member_id, template_id),
  KEY coupon_template (template_id, status),
  KEY coupon_expiry (status, valid_to),
  KEY coupon_order (order_no),
  CONSTRAINT coupon_status CHECK (status IN ('issued', 'locked', 'used', 'expired')),
  CONSTRAINT coupon_held CHECK ((order_no IS NOT NULL) = (status IN ('locked', 'used'))),
  CONSTRAINT coupon_used CHECK ((used_at IS NOT NULL) = (status = 'used'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
