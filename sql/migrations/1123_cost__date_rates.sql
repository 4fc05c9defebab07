-- A rate holds from a moment on: the sheet of a production order takes those in force at its
-- completion. What there was holds from the beginning.
ALTER TABLE cost_rate
  ADD COLUMN valid_from DATETIME(6) NOT NULL DEFAULT '1970-01-01 00:00:00',
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (work_center, valid_from);
