-- A unit counts in whole pieces only if nothing on hand, locked or in an open document is a part of
-- one. Here, since the tables of all centres are there by now.
UPDATE item_unit SET decimals = 4 WHERE decimals = 0 AND unit IN (
  SELECT base_unit FROM (
    SELECT i.base_unit FROM stock_balance b JOIN sku s ON s.sku_id = b.sku_id
    JOIN item i ON i.item_id = s.item_id
    WHERE b.on_hand <> TRUNCATE(b.on_hand, 0) OR b.locked <> TRUNCATE(b.locked, 0)
    UNION
    SELECT i.base_unit FROM sales_order_line l JOIN sales_order o ON o.order_id = l.order_id
    JOIN sku s ON s.sku_id = l.sku_id JOIN item i ON i.item_id = s.item_id
    WHERE o.status IN ('created', 'paid', 'part_shipped') AND l.qty <> TRUNCATE(l.qty, 0)
    UNION
    SELECT i.base_unit FROM purchase_order_line l JOIN purchase_order o ON o.po_id = l.po_id
    JOIN sku s ON s.sku_id = l.sku_id JOIN item i ON i.item_id = s.item_id
    WHERE o.status IN ('draft', 'approved', 'part_received') AND l.qty <> TRUNCATE(l.qty, 0)
    UNION
    SELECT i.base_unit FROM production_order o JOIN sku s ON s.sku_id = o.sku_id
    JOIN item i ON i.item_id = s.item_id
    WHERE o.status IN ('created', 'released', 'started') AND o.qty <> TRUNCATE(o.qty, 0)
    UNION
    SELECT i.base_unit FROM production_material m JOIN production_order o ON o.mo_id = m.mo_id
    JOIN sku s ON s.sku_id = m.sku_id JOIN item i ON i.item_id = s.item_id
    WHERE o.status IN ('created', 'released', 'started')
      AND m.required_qty <> TRUNCATE(m.required_qty, 0)
  ) parts
);
