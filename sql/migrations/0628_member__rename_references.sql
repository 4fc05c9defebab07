-- Points of refunds go by the refund's id from now on. Those that go by a number that looks like an
-- id make room.
UPDATE point_change SET ref_no = CONCAT(SUBSTRING_INDEX(ref_no, ':', 1), ':no:',
  SUBSTRING(ref_no, LOCATE(':', ref_no) + 1))
WHERE reason = 'refund' AND ref_no REGEXP '^(refund|earned):[0-9]+$';
