import Telemetry

/// Requests and latency of each route, counted without a lock.
struct RouteMetrics: Sendable {
  private struct Cells: Sendable {
    let succeeded: Counter
    let refused: Counter
    let failed: Counter
    let latency: Histogram
  }

  private let cells: [Cells]

  init(_ table: RouteTable, centre: String) {
    cells = table.routes.map { route in
      let labels = [
        ("centre", centre), ("route", "\(route.method.rawValue) \(route.path)"),
      ]
      func counter(_ outcome: String) -> Counter {
        Metrics.registry.counter(
          "erp_requests_total", help: "Requests by route and outcome",
          labels: labels + [("outcome", outcome)])
      }
      return Cells(
        succeeded: counter("ok"), refused: counter("refused"), failed: counter("failed"),
        latency: Metrics.registry.histogram(
          "erp_request_seconds", help: "Time in the responder", labels: labels))
    }
  }

  func observe(_ index: Int, status: Int, since start: Int64) {
    let cell = cells[index]
    switch status {
    case ..<400: cell.succeeded.increment()
    case ..<500: cell.refused.increment()
    default: cell.failed.increment()
    }
    cell.latency.observe(since: start)
  }
}
