-- What the gifts of orders of before were worth, and what they were given for: the promotion's use
-- and its rule, which never changed.
UPDATE sales_order_gift g
  JOIN sales_order o ON o.order_id = g.order_id
  JOIN promotion_usage u ON u.order_no = o.order_no AND u.promo_id = g.promo_id
  JOIN promotion p ON p.promo_id = g.promo_id
  SET g.value = u.gift_value,
    g.buy_sku_id = JSON_VALUE(p.rule, '$.sku_id'),
    g.buy_qty = JSON_VALUE(p.rule, '$.buy_qty'),
    g.gift_qty = JSON_VALUE(p.rule, '$.gift_qty'),
    g.repeats = IF(JSON_VALUE(p.rule, '$.repeat') IN ('false', '0'), 0, 1)
  WHERE p.type = 'buy_gift' AND g.buy_qty = 0;
