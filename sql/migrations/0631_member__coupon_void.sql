-- Coupons that were declared void, one or all of a kind: how many at once, and how many that orders
-- held then.
CREATE TABLE coupon_void (
  void_id     BIGINT       NOT NULL AUTO_INCREMENT,
  void_no     VARCHAR(64)  NOT NULL,
  template_id BIGINT       NOT NULL,
  coupon_id   BIGINT       NULL,
  reason      VARCHAR(200) NOT NULL,
  voided      BIGINT       NOT NULL,
  locked      BIGINT       NOT NULL,
  created_by  BIGINT       NOT NULL,
  created_at  DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (void_id),
  UNIQUE KEY coupon_void_number (void_no),
  KEY coupon_void_template (template_id),
  CONSTRAINT coupon_void_counts CHECK (voided >= 0 AND locked >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
