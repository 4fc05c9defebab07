-- The log of points, only ever added to: each (reason, ref_no) once, with what it led to, which is
-- the answer to whoever sends it again. shortfall is what a refund should have taken back and could
-- not, because it was spent.
CREATE TABLE point_change (
  change_id     BIGINT       NOT NULL AUTO_INCREMENT,
  member_id     BIGINT       NOT NULL,
  reason        VARCHAR(8)   NOT NULL,
  ref_no        VARCHAR(100) NOT NULL,
  points_change BIGINT       NOT NULL,
  growth_change BIGINT       NOT NULL,
  shortfall     BIGINT       NOT NULL DEFAULT 0,
  expires_at    DATETIME(6)  NULL,
  points        BIGINT       NOT NULL,
  growth        BIGINT       NOT NULL,
  level         INT          NOT NULL,
  created_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (change_id),
  UNIQUE KEY point_change_reference (reason, ref_no),
  KEY point_change_member (member_id, change_id),
  CONSTRAINT point_change_reason
    CHECK (reason IN ('earn', 'redeem', 'adjust', 'refund', 'expire')),
  CONSTRAINT point_change_after CHECK (points >= 0 AND growth >= 0),
  CONSTRAINT point_change_shortfall CHECK (shortfall >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
