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

  private func refuse(_ refusal: TokenGate.Refusal) -> GatewayResponse {
    metrics.refused[refusal]?.increment()
    return GatewayResponse(status: 401, headers: [("X-Erp-Auth-Error", refusal.rawValue)])
  }
}
