-- What a member gained and lost by hand on the last day on which that happened. Whoever writes it
-- holds the member's row.
CREATE TABLE point_hand (
  member_id BIGINT NOT NULL,
  day       DATE   NOT NULL,
  gained    BIGINT NOT NULL,
  lost      BIGINT NOT NULL,
  PRIMARY KEY (member_id),
  CONSTRAINT point_hand_counts CHECK (gained >= 0 AND lost >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
