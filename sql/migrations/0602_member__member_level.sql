-- What members reach by their growth, and the points that each 1.00 paid earns there.
CREATE TABLE member_level (
  level      INT           NOT NULL,
  name       VARCHAR(40)   NOT NULL,
  min_growth BIGINT        NOT NULL,
  earn_rate  DECIMAL(18,4) NOT NULL,
  PRIMARY KEY (level),
  CONSTRAINT member_level_level CHECK (level >= 1),
  CONSTRAINT member_level_growth CHECK (min_growth >= 0),
  CONSTRAINT member_level_rate CHECK (earn_rate >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
