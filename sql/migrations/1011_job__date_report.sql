-- When it happened: NULL, when it was written. A number is unique in its organisation.
ALTER TABLE job_report
  ADD COLUMN occurred_at DATETIME(6) NULL,
  DROP KEY job_report_no,
  ADD KEY job_report_no (report_no);
