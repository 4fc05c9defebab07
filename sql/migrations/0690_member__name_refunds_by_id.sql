-- The log of points names refunds by their ids, since their numbers repeat. In two steps, as one
-- refund's number may be another one's id.
UPDATE point_change c JOIN sales_refund r ON c.ref_no = CONCAT('refund:', r.refund_no)
  SET c.ref_no = CONCAT('refund:=', r.refund_id) WHERE c.reason = 'refund';
UPDATE point_change c JOIN sales_refund r ON c.ref_no = CONCAT('earned:', r.refund_no)
  SET c.ref_no = CONCAT('earned:=', r.refund_id) WHERE c.reason = 'refund';
UPDATE point_change SET ref_no = REPLACE(ref_no, ':=', ':')
  WHERE reason = 'refund' AND (ref_no LIKE 'refund:=%' OR ref_no LIKE 'earned:=%');
