extension StockRoutes {
  /// What each call can be refused with, beyond what holds for every call: for the API document.
  package static let refusals: [String: [ProblemKind]] = [
    "POST /stock/count": [
      .stockSKUNotFound, .stockWarehouseNotFound, .documentConflict, .periodClosed,
      .stockCountedBelowLocked, .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive,
    ],
    "POST /stock/in": [
      .stockSKUNotFound, .stockWarehouseNotFound, .documentConflict, .periodClosed,
      .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive,
    ],
    "GET /stock/list": [.stockWarehouseNotFound],
    "POST /stock/lock": [
      .stockSKUNotFound, .stockWarehouseNotFound, .documentConflict, .stockInsufficient,
      .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive,
    ],
    "GET /stock/lock/list": [.stockWarehouseNotFound],
    "GET /stock/move/list": [.stockWarehouseNotFound],
    "POST /stock/out": [
      .stockLockNotFound, .stockSKUNotFound, .stockWarehouseNotFound, .documentAmbiguous,
      .documentConflict, .periodClosed, .stockInsufficient, .stockLockExpired, .stockLockOwned,
      .stockNotStocked, .stockOverReturn, .stockQuantityOverflow, .stockReceiptNotFound,
      .stockSKUInactive,
    ],
    "POST /stock/transfer": [
      .stockSKUNotFound, .stockWarehouseNotFound, .documentConflict, .periodClosed,
      .stockInsufficient, .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive,
    ],
    "POST /stock/unlock": [
      .stockLockNotFound, .stockSKUNotFound, .stockWarehouseNotFound, .documentAmbiguous,
      .documentConflict, .stockLockOwned, .stockQuantityOverflow,
    ],
    "POST /stock/warehouse/assign": [.stockOrganisationNotFound, .stockWarehouseNotFound],
    "POST /stock/warehouse/create": [.stockWarehouseDuplicate],
    "GET /stock/warehouse/of": [.stockOrganisationNotFound],
    "GET /stock/{sku_id}": [.stockSKUNotFound, .stockWarehouseNotFound],
  ]
}
