-- What people count in pieces. pcs keeps parts: clients sell and build in parts of it.
INSERT INTO item_unit (unit, title_zh, title_en, decimals) VALUES
  ('个', '个', 'piece', 0), ('件', '件', 'item', 0), ('只', '只', 'piece', 0),
  ('支', '支', 'piece', 0), ('条', '条', 'strip', 0), ('张', '张', 'sheet', 0),
  ('台', '台', 'set', 0), ('套', '套', 'set', 0), ('双', '双', 'pair', 0),
  ('瓶', '瓶', 'bottle', 0), ('罐', '罐', 'can', 0), ('盒', '盒', 'box', 0),
  ('袋', '袋', 'bag', 0), ('包', '包', 'pack', 0), ('箱', '箱', 'case', 0),
  ('pcs', '件', 'piece', 4);
