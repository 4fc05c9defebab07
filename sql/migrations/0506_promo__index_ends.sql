-- What has not ended, without walking through all that ever was.
ALTER TABLE promotion ADD KEY promotion_end (status, ends_at);
