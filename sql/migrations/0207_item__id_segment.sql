-- Ids up to high_water are given out, or lost, and never given out again.
CREATE TABLE id_segment (
  name VARCHAR(40) NOT NULL,
  high_water BIGINT NOT NULL,
  PRIMARY KEY (name),
  CHECK (high_water >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
