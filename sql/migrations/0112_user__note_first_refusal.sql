-- When a blocked name was last refused for the audit log: a flood leaves one row there in a window.
ALTER TABLE login_failure ADD COLUMN refused_at DATETIME(6) NULL;
