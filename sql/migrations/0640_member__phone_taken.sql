-- A phone number is one member's from here on, however it was written. phone_taken is 0 for whoever
-- has the number, else the member's own id: members of before whose number, in its form, is another's
-- (the oldest has it) keep their spelling and are found by it.
ALTER TABLE member
  ADD COLUMN phone_taken BIGINT NOT NULL DEFAULT 0,
  DROP KEY member_phone,
  ADD UNIQUE KEY member_phone (phone, phone_taken),
  ADD KEY member_phone_taken (phone_taken, member_id);
