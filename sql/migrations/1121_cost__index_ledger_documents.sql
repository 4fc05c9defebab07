-- A receipt that a call names by its document.
ALTER TABLE cost_ledger
  ADD KEY cost_ledger_document (document_id, sku_id);
