-- Orders of before kept their points and their coupon as sums. Each is shared over the lines by
-- what they cost, by original where all cost nothing, by largest remainder; no line bears more than
-- its discount has room for, and what finds no room goes where there is some, in the order of the
-- lines. Points go first.
UPDATE sales_order_line t JOIN (
  SELECT order_id, line_no, base + LEAST(room, GREATEST(0, amount - placed - room_before)) AS share
  FROM (
    SELECT order_id, line_no, amount, base, cap - base AS room,
      SUM(base) OVER (PARTITION BY order_id) AS placed,
      COALESCE(SUM(cap - base) OVER (PARTITION BY order_id ORDER BY line_no
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS room_before
    FROM (
      SELECT order_id, line_no, amount, cap, LEAST(cap, part + IF(place <= amount - parts, 1, 0))
        AS base
      FROM (
        SELECT order_id, line_no, amount, cap, part,
          SUM(part) OVER (PARTITION BY order_id) AS parts,
          ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY rest DESC, line_no) AS place
        FROM (
          SELECT order_id, line_no, amount, cap, amount * weight DIV total AS part,
            amount * weight MOD total AS rest
          FROM (
            SELECT w.order_id, w.line_no, w.amount, w.cap,
              IF(w.payable > 0, w.line_payable, w.line_original) AS weight,
              GREATEST(1, IF(w.payable > 0, w.payable, w.original)) AS total
            FROM (
              SELECT l.order_id, l.line_no,
                CAST(o.points_discount * 100 AS DECIMAL(20,0)) AS amount,
                CAST(l.discount * 100 AS DECIMAL(20,0)) AS cap,
                CAST(l.payable * 100 AS DECIMAL(20,0)) AS line_payable,
                CAST(l.original * 100 AS DECIMAL(20,0)) AS line_original,
                CAST(o.payable * 100 AS DECIMAL(20,0)) AS payable,
                CAST(o.original * 100 AS DECIMAL(20,0)) AS original
              FROM sales_order o JOIN sales_order_line l ON l.order_id = o.order_id
              WHERE o.points_discount > 0
            ) w
          ) x
        ) y
      ) z
    ) b
  ) s
) d ON d.order_id = t.order_id AND d.line_no = t.line_no
SET t.points_discount = d.share / 100;
-- The coupon, in the room that the points left.
UPDATE sales_order_line t JOIN (
  SELECT order_id, line_no, base + LEAST(room, GREATEST(0, amount - placed - room_before)) AS share
  FROM (
    SELECT order_id, line_no, amount, base, cap - base AS room,
      SUM(base) OVER (PARTITION BY order_id) AS placed,
      COALESCE(SUM(cap - base) OVER (PARTITION BY order_id ORDER BY line_no
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS room_before
    FROM (
      SELECT order_id, line_no, amount, cap, LEAST(cap, part + IF(place <= amount - parts, 1, 0))
        AS base
      FROM (
        SELECT order_id, line_no, amount, cap, part,
          SUM(part) OVER (PARTITION BY order_id) AS parts,
          ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY rest DESC, line_no) AS place
        FROM (
          SELECT order_id, line_no, amount, cap, amount * weight DIV total AS part,
            amount * weight MOD total AS rest
          FROM (
            SELECT w.order_id, w.line_no, w.amount, w.cap,
              IF(w.payable > 0, w.line_payable, w.line_original) AS weight,
              GREATEST(1, IF(w.payable > 0, w.payable, w.original)) AS total
            FROM (
              SELECT l.order_id, l.line_no,
                CAST(o.coupon_discount * 100 AS DECIMAL(20,0)) AS amount,
                CAST((l.discount - l.points_discount) * 100 AS DECIMAL(20,0)) AS cap,
                CAST(l.payable * 100 AS DECIMAL(20,0)) AS line_payable,
                CAST(l.original * 100 AS DECIMAL(20,0)) AS line_original,
                CAST(o.payable * 100 AS DECIMAL(20,0)) AS payable,
                CAST(o.original * 100 AS DECIMAL(20,0)) AS original
              FROM sales_order o JOIN sales_order_line l ON l.order_id = o.order_id
              WHERE o.coupon_discount > 0
            ) w
          ) x
        ) y
      ) z
    ) b
  ) s
) d ON d.order_id = t.order_id AND d.line_no = t.line_no
SET t.coupon_discount = d.share / 100;
