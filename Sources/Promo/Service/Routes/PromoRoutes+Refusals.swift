extension PromoRoutes {
  /// What each call can be refused with, beyond what holds for every call: for the API document.
  package static let refusals: [String: [ProblemKind]] = [
    "POST /promo/calc": [
      .promotionMemberNotFound, .promotionSKUNotFound, .promotionStoreNotFound,
      .promotionAmountOutOfRange, .promotionSKUInactive,
    ],
    "POST /promo/create": [
      .promotionCategoryNotFound, .promotionSKUNotFound, .promotionStoreNotFound,
    ],
    "POST /promo/disable": [.promotionNotFound],
    "POST /promo/enable": [.promotionNotFound],
    "GET /promo/{id}": [.promotionNotFound],
  ]
}
