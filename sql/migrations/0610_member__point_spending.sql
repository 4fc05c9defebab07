-- Which lots a spending took its points from, and how many of them have come back since: what comes
-- back ends when it would have ended. Whoever changes a row has locked its member's row.
CREATE TABLE point_spending (
  change_id BIGINT NOT NULL,
  lot_id    BIGINT NOT NULL,
  points    BIGINT NOT NULL,
  returned  BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (change_id, lot_id),
  CONSTRAINT point_spending_points CHECK (points > 0),
  CONSTRAINT point_spending_returned CHECK (returned >= 0 AND returned <= points)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
