import PosDomain
import WebAPI

/// Why a sale is parked: a stable name, and what exactly.
struct ParkedFault: Sendable {
  let name: String
  let detail: String?

  init(_ fault: SyncFault, detail: String? = nil) {
    name = fault.rawValue
    self.detail = detail
  }

  /// Another centre's refusal.
  init(_ refusal: any ProblemConvertible) {
    name = refusal.problem.kind.name
    detail = refusal.problem.kind.english
  }

  /// As much of it as its column holds.
  var storedDetail: String? { detail.map { String($0.unicodeScalars.prefix(200)) } }
}
