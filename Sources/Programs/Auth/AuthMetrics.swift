import Telemetry

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
