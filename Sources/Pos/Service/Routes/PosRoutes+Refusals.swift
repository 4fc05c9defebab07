extension PosRoutes {
  /// What each call can be refused with, beyond what holds for every call: for the API document.
  package static let refusals: [String: [ProblemKind]] = [
    "POST /pos/register": [.posStoreNotFound, .posOtherStore],
    "POST /pos/retry": [.posDeviceNotFound, .posSaleNotFound],
    "POST /pos/skip": [.posDeviceNotFound, .posSaleNotFound, .posAlreadyApplied],
    "GET /pos/status": [.posDeviceNotFound],
    "POST /pos/sync": [.posDeviceNotFound, .posSaleNotFound],
  ]
}
