-- Who buys under a name. points and growth are sums that are kept at hand: of the lots' remainders
-- and of the log, which an audit compares. level follows from growth and the table of levels;
-- level_version says which version of that table it was made from. phone is in its normal form.
CREATE TABLE member (
  member_id     BIGINT       NOT NULL AUTO_INCREMENT,
  name          VARCHAR(100) NOT NULL,
  phone         VARCHAR(32)  NOT NULL,
  birthday      DATE         NULL,
  store_id      BIGINT       NULL,
  status        VARCHAR(8)   NOT NULL DEFAULT 'active',
  level         INT          NOT NULL,
  level_version BIGINT       NOT NULL,
  points        BIGINT       NOT NULL DEFAULT 0,
  growth        BIGINT       NOT NULL DEFAULT 0,
  version       INT          NOT NULL DEFAULT 1,
  created_by    BIGINT       NOT NULL,
  created_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (member_id),
  UNIQUE KEY member_phone (phone),
  KEY member_level (level, member_id),
  KEY member_level_version (level_version, member_id),
  CONSTRAINT member_status CHECK (status IN ('active', 'inactive')),
  CONSTRAINT member_points CHECK (points >= 0),
  CONSTRAINT member_growth CHECK (growth >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
