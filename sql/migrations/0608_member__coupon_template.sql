-- Coupons of one kind. Never changed but for `issued`, which a conditional UPDATE counts, so that
-- no crowd gets more than `total` of them.
CREATE TABLE coupon_template (
  template_id BIGINT        NOT NULL AUTO_INCREMENT,
  name        VARCHAR(100)  NOT NULL,
  kind        VARCHAR(8)    NOT NULL,
  amount      DECIMAL(18,2) NULL,
  rate        DECIMAL(18,4) NULL,
  threshold   DECIMAL(18,2) NULL,
  valid_days  INT           NULL,
  valid_from  DATETIME(6)   NULL,
  valid_to    DATETIME(6)   NULL,
  total       BIGINT        NULL,
  per_member  INT           NOT NULL,
  issued      BIGINT        NOT NULL DEFAULT 0,
  created_by  BIGINT        NOT NULL,
  created_at  DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (template_id),
  CONSTRAINT coupon_template_kind CHECK (
    (kind = 'cash' AND amount IS NOT NULL AND amount > 0 AND rate IS NULL)
    OR (kind = 'discount' AND rate IS NOT NULL AND rate > 0 AND rate < 1 AND amount IS NULL)),
  CONSTRAINT coupon_template_validity CHECK (
    (valid_days IS NOT NULL AND valid_days > 0 AND valid_from IS NULL AND valid_to IS NULL)
    OR (valid_days IS NULL AND valid_from IS NOT NULL AND valid_to IS NOT NULL
      AND valid_from < valid_to)),
  CONSTRAINT coupon_template_issued CHECK (issued >= 0 AND (total IS NULL OR issued <= total)),
  CONSTRAINT coupon_template_per_member CHECK (per_member > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
