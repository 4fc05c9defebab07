-- How far a job has walked over a table that only grows, so that it need not begin anew with each
-- process.
CREATE TABLE job_position (
  job VARCHAR(64) NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (job)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
