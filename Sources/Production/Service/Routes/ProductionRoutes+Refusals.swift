import StockService

extension ProductionRoutes {
  /// What each call can be refused with, beyond what holds for every call: for the API document.
  package static let refusals: [String: [ProblemKind]] = [
    "GET /mo/bom": [.productionNotFound],
    "GET /mo/bom/explode": [
      .templateNotFound, .billCycle, .explosionTooLarge, .productionQuantityOutOfRange,
    ],
    "POST /mo/bom/template/create": [
      .mixedScrapRates, .templateNotFound, .stockSKUNotFound, .billCycle, .documentConflict,
      .productionQuantityOutOfRange, .stockNotStocked, .stockSKUInactive,
    ],
    "GET /mo/bom/template/{id}": [.templateNotFound],
    "POST /mo/cancel": [
      .materialNotFound, .productionNotFound, .documentConflict, .hasReports, .materialOverReturn,
      .productionQuantityOutOfRange, .productionStatus, .periodClosed, .stockNotStocked,
      .stockQuantityOverflow, .stockSKUInactive,
    ],
    "POST /mo/create": [
      .templateNotFound, .stockSKUNotFound, .stockWarehouseNotFound, .noTemplate,
      .productionQuantityOutOfRange, .stockNotStocked, .stockSKUInactive,
    ],
    "POST /mo/issue": [
      .productionNotFound, .materialShort, .productionStatus, .periodClosed, .stockInsufficient,
      .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive,
    ],
    "POST /mo/release": [.productionNotFound, .productionStatus],
    "POST /mo/return-material": [
      .materialNotFound, .productionNotFound, .stockWarehouseNotFound, .documentConflict,
      .materialOverReturn, .productionQuantityOutOfRange, .productionStatus, .periodClosed,
      .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive,
    ],
    "POST /mo/start": [.productionNotFound, .documentConflict, .productionStatus, .periodClosed],
    "GET /mo/{mo}": [.productionNotFound],
  ]
}
