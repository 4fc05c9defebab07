import StockService

extension PurchaseRoutes {
  /// What each call can be refused with, beyond what holds for every call: for the API document.
  package static let refusals: [String: [ProblemKind]] = [
    "POST /po/approve": [.purchaseNotFound, .purchaseStatus],
    "POST /po/close": [.purchaseNotFound, .purchaseStatus],
    "POST /po/create": [
      .supplierNotFound, .stockSKUNotFound, .stockWarehouseNotFound, .purchaseAmountOutOfRange,
      .supplierInactive, .stockNotStocked, .stockSKUInactive,
    ],
    "POST /po/receive": [
      .purchaseLineNotFound, .purchaseNotFound, .stockSKUNotFound, .stockWarehouseNotFound,
      .documentConflict, .periodClosed, .purchaseAmountOutOfRange, .overReceipt, .purchaseStatus,
      .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive,
    ],
    "POST /po/return": [
      .purchaseLineNotFound, .purchaseNotFound, .receiptNotFound, .stockSKUNotFound,
      .stockWarehouseNotFound, .documentConflict, .periodClosed, .purchaseAmountOutOfRange,
      .overReturn, .purchaseStatus, .stockInsufficient, .stockNotStocked, .stockQuantityOverflow,
      .stockSKUInactive,
    ],
    "POST /po/supplier/create": [.supplierDuplicate],
    "PUT /po/supplier/{id}": [.supplierNotFound, .supplierDuplicate],
    "POST /po/unapprove": [.purchaseNotFound, .purchaseStatus],
    "GET /po/{po}": [.purchaseNotFound],
  ]
}
