-- The last number of each gapless series, such as one channel, store and day. Drawn inside the
-- document's own transaction, so a number that is not used is not drawn.
CREATE TABLE document_number (
  series VARCHAR(80) NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (series),
  CHECK (value > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
