-- Whoever has a number has it in its form. IGNORE: somebody may register with one just now.
UPDATE IGNORE member m SET m.phone = IF(m.phone REGEXP '^([+]86|0086|86)?0?1[3-9][0-9]{9}$', RIGHT(m.phone, 11),
    IF(m.phone REGEXP '^([+]86|0086)0?([02-9]|1[0-2])[0-9]{8,10}$',
      CONCAT('0', REGEXP_REPLACE(m.phone, '^([+]86|0086)0?', '')), m.phone))
WHERE m.phone_taken = 0 AND m.phone REGEXP '^([+]86|0086|86|0)';
