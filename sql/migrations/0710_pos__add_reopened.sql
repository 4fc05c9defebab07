-- A skip that was taken back: what comes under its number later is taken.
ALTER TABLE pos_receipt ADD COLUMN reopened TINYINT NOT NULL DEFAULT 0;
