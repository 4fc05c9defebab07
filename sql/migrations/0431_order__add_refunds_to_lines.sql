-- What came back of a line, and the money that went back for it.
ALTER TABLE sales_order_line
  ADD COLUMN refunded_qty DECIMAL(18,4) NOT NULL DEFAULT 0,
  ADD COLUMN refunded_amount DECIMAL(18,2) NOT NULL DEFAULT 0,
  ADD CONSTRAINT sales_order_line_refunded_qty CHECK (refunded_qty >= 0 AND refunded_qty <= qty),
  ADD CONSTRAINT sales_order_line_refunded
    CHECK (refunded_amount >= 0 AND refunded_amount <= payable);
