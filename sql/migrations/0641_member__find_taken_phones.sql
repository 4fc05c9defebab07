-- Of the members who come to one number the oldest has it. Stored numbers are digits, with a plus in
-- front perhaps: the country's code and the 0 of before a mobile number go, the 0 of an area stays.
UPDATE member m JOIN (
  SELECT MIN(n.member_id) AS oldest, n.form FROM (
    SELECT m.member_id, IF(m.phone REGEXP '^([+]86|0086|86)?0?1[3-9][0-9]{9}$', RIGHT(m.phone, 11),
    IF(m.phone REGEXP '^([+]86|0086)0?([02-9]|1[0-2])[0-9]{8,10}$',
      CONCAT('0', REGEXP_REPLACE(m.phone, '^([+]86|0086)0?', '')), m.phone)) AS form
    FROM member m) n
  GROUP BY n.form HAVING COUNT(*) > 1) twice
  ON twice.form = IF(m.phone REGEXP '^([+]86|0086|86)?0?1[3-9][0-9]{9}$', RIGHT(m.phone, 11),
    IF(m.phone REGEXP '^([+]86|0086)0?([02-9]|1[0-2])[0-9]{8,10}$',
      CONCAT('0', REGEXP_REPLACE(m.phone, '^([+]86|0086)0?', '')), m.phone))
SET m.phone_taken = m.member_id WHERE m.member_id <> twice.oldest;
