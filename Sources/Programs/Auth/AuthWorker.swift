import FastCGIServer
import Kernel
import MariaDBClient
import RedisClient
import Telemetry
import UserService
import WebAPI

/// Answers Nginx's question "who is calling?" on one thread.
final class AuthWorker: GatewayWorker {
  private let gate: TokenGate
  private let metrics: AuthMetrics
  private let page: StatusPage
  private let database: DatabaseConnection
  private let redis: RedisConnection
  private let reader: UserAccessReader

  init(
    gate: TokenGate, metrics: AuthMetrics, page: StatusPage, database: DatabaseConnection,
    redis: RedisConnection
  ) {
    self.gate = gate
    self.metrics = metrics
    self.page = page
    self.database = database
    self.redis = redis
    reader = UserAccessReader(database)
  }

  func handle(_ request: GatewayRequest) -> GatewayResponse {
    guard request.parameter("DOCUMENT_URI", is: "/auth") else {
      let path = request.parameter("DOCUMENT_URI") ?? "/"
      return page.answer(path, database: database, redis: redis)
    }
    guard let header = request.parameterBytes("HTTP_AUTHORIZATION"), !header.isEmpty else {
      return refuse(.missing)
    }
    guard let token = BearerToken.token(in: header) else { return refuse(.invalid) }
    switch gate.decide(token, now: Instant.now().seconds, reader: reader) {
    case .refused(let refusal): return refuse(refusal)
    case .admitted(let state, let sessionID):
      // Only locations that take large bodies ask for one; all else is checked by the centre.
      if let needed = request.parameter("ERP_NEEDED_PERMISSION"), !needed.isEmpty,
        !state.permissions.contains(needed)
      {
        return GatewayResponse(status: 403, headers: [("X-Erp-Missing-Permission", needed)])
      }
      metrics.admitted.increment()
      var response = GatewayResponse(status: 200, headers: state.headers)
      response.headers.append(("X-Erp-Session-Id", String(sessionID)))
      return response
    }
  }

  func rest() {
    database.close()
    redis.close()
  }

  private func refuse(_ refusal: TokenGate.Refusal) -> GatewayResponse {
    metrics.refused[refusal]?.increment()
    return GatewayResponse(status: 401, headers: [("X-Erp-Auth-Error", refusal.rawValue)])
  }
}

/// What the token checker counts.
struct AuthMetrics: Sendable {
  let admitted = Metrics.registry.counter(
    "erp_auth_admitted_total", help: "Requests whose token was good")
  let refused: [TokenGate.Refusal: Counter] = Dictionary(
    uniqueKeysWithValues: TokenGate.Refusal.allCases.map { refusal in
      let counter = Metrics.registry.counter(
        "erp_auth_refused_total", help: "Requests that were not let in",
        labels: [("reason", refusal.rawValue)])
      return (refusal, counter)
    })

  init(_ gate: TokenGate) {
    Metrics.registry.gauge("erp_auth_tokens", help: "Verified tokens that are kept") {
      gate.tokens.count
    }
  }
}

/// Takes the token out of an Authorization header (RFC 6750).
enum BearerToken {
  /// What stands after "Bearer " (in any case, one space); nil for anything else.
  static func token(in header: [UInt8]) -> [UInt8]? {
    let scheme = "bearer ".utf8
    guard header.count > scheme.count,
      zip(header, scheme).allSatisfy({ $0 == $1 || ($0 | 0x20 == $1 && $1 != 0x20) })
    else { return nil }
    return Array(header[scheme.count...])
  }
}
