-- Processes read the promotions anew.
UPDATE promotion_version SET version = version + 1 WHERE id = 1;
