import ProductionService
import StockService

extension JobRoutes {
  /// What each call can be refused with, beyond what holds for every call: for the API document.
  package static let refusals: [String: [ProblemKind]] = [
    "POST /job/finish": [
      .productionNotFound, .jobOrderCompleted, .jobOrderStatus, .materialShort, .nothingMade,
      .productionQuantityOutOfRange, .productionStatus, .periodClosed, .stockInsufficient,
      .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive,
    ],
    "POST /job/loss": [
      .productionNotFound, .documentConflict, .jobOrderCompleted, .jobOrderStatus,
      .notItsMaterial, .productionQuantityOutOfRange, .periodClosed, .stockInsufficient,
      .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive,
    ],
    "POST /job/report": [
      .operationNotFound, .productionNotFound, .documentConflict, .jobOrderCompleted,
      .jobOrderStatus, .quantityAnomaly, .materialShort, .productionQuantityOutOfRange,
      .productionStatus, .periodClosed, .stockInsufficient, .stockNotStocked,
      .stockQuantityOverflow, .stockSKUInactive,
    ],
    "POST /job/reverse": [
      .operationNotFound, .reportNotFound, .productionNotFound, .documentAmbiguous,
      .documentConflict, .jobOrderCompleted, .jobOrderStatus, .quantityAnomaly, .periodClosed,
    ],
    "GET /job/{mo_id}/status": [.productionNotFound],
  ]
}
