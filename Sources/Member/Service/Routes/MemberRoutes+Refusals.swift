extension MemberRoutes {
  /// What each call can be refused with, beyond what holds for every call: for the API document.
  package static let refusals: [String: [ProblemKind]] = [
    "POST /member/coupon": [
      .templateNotFound, .memberNotFound, .couponExpired, .couponLimitReached, .templateClosed,
      .memberInactive,
    ],
    "POST /member/coupon/template/create": [.templateNotFound, .memberStoreNotFound],
    "GET /member/coupon/template/{id}": [.templateNotFound],
    "PUT /member/coupon/template/{id}": [
      .templateNotFound, .templateFieldFixed, .totalBelowIssued,
    ],
    "POST /member/coupon/use": [
      .couponNotFound, .couponBelowThreshold, .couponExpired, .couponNotYetValid,
      .couponUnavailable,
    ],
    "POST /member/coupon/void": [.couponNotFound, .templateNotFound, .documentConflict],
    "POST /member/point/change": [
      .memberNotFound, .documentConflict, .pointsInsufficient, .pointsLimit,
    ],
    "POST /member/register": [.memberStoreNotFound, .phoneTaken],
    "GET /member/{id}": [.memberNotFound],
    "GET /member/{id}/point/list": [.memberNotFound],
  ]
}
