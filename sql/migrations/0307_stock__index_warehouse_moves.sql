-- The ledger of one warehouse, in its order.
ALTER TABLE stock_move ADD KEY stock_move_warehouse (warehouse_id, move_id);
