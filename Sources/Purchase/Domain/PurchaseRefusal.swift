/// Why the purchase centre said no. Nothing was done.
package enum PurchaseRefusal: Error, Equatable, Sendable {
  case supplierNotFound
  case supplierDuplicate
  case supplierInactive
  case supplierStale
  case orderNotFound
  /// The order has no lines with these numbers.
  case linesNotFound([Int])
  /// These receipts brought nothing of these lines.
  case receiptsNotFound([ReturnPlan.UnknownReceipt])
  /// The order's status does not allow it.
  case wrongStatus(PurchaseStatus)
  case overReceipt([ReceiptPlan.Excess])
  case overReturn([ReturnPlan.Excess])
  /// A sum that DECIMAL(18,s) cannot hold.
  case amountOutOfRange
}
