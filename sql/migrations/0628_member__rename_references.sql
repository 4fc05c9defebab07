-- Points of refunds go by the refund's id from now on, since numbers repeat. A number that looks like
-- an id makes room first.
UPDATE point_change SET ref_no = CONCAT(SUBSTRING_INDEX(ref_no, ':', 1), ':no:',
  SUBSTRING(ref_no, LOCATE(':', ref_no) + 1))
WHERE reason = 'refund' AND ref_no REGEXP '^(refund|earned):[0-9]+$';
UPDATE point_change c JOIN sales_refund r ON c.ref_no = CONCAT('refund:no:', r.refund_no)
  SET c.ref_no = CONCAT('refund:', r.refund_id) WHERE c.reason = 'refund';
UPDATE point_change c JOIN sales_refund r ON c.ref_no = CONCAT('earned:no:', r.refund_no)
  SET c.ref_no = CONCAT('earned:', r.refund_id) WHERE c.reason = 'refund';
UPDATE point_change c JOIN sales_refund r ON c.ref_no = CONCAT('refund:', r.refund_no)
  SET c.ref_no = CONCAT('refund:', r.refund_id)
  WHERE c.reason = 'refund' AND r.refund_no NOT REGEXP '^[0-9]+$';
UPDATE point_change c JOIN sales_refund r ON c.ref_no = CONCAT('earned:', r.refund_no)
  SET c.ref_no = CONCAT('earned:', r.refund_id)
  WHERE c.reason = 'refund' AND r.refund_no NOT REGEXP '^[0-9]+$';
