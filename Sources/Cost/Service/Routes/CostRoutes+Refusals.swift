extension CostRoutes {
  /// What each call can be refused with, beyond what holds for every call: for the API document.
  package static let refusals: [String: [ProblemKind]] = [
    "POST /cost/adjust": [
      .costReceiptNotFound, .costOutOfRange, .costReceiptReturned, .documentAmbiguous,
      .documentConflict, .periodClosed,
    ],
    "POST /cost/calculate": [.costSheetNotFound, .costSKUNotFound],
    "POST /cost/period/close": [.periodNotBegun],
    "POST /cost/period/reopen": [.periodNotClosed],
    "POST /cost/rate/set": [.periodClosed],
    "GET /cost/sheet/{mo_id}": [.costSheetNotFound],
    "GET /cost/{sku_id}": [.costSKUNotFound],
    "GET /cost/{sku_id}/history": [.costSKUNotFound],
  ]
}
