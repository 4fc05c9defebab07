-- What was reported before the production centre was told of it.
INSERT INTO production_work (mo_id, op_no, good_qty, defect_qty, labor_scrap_qty,
  material_scrap_qty, other_scrap_qty)
SELECT mo_id, op_no, good_qty, defect_qty, labor_scrap_qty, material_scrap_qty, other_scrap_qty
FROM job_operation;
