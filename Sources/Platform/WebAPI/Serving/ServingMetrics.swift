package import FastCGIServer
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

/// What a FastCGI server counts and how full it is, on the metrics page of its program.
package enum GatewayMetrics {
  /// Call it once, before the server runs.
  package static func publish(_ server: GatewayServer) {
    let statistics = server.statistics
    gauge("erp_gateway_connections", "Connections accepted so far") { statistics.accepted }
    gauge("erp_gateway_overloads", "Connections refused for want of room") { statistics.overloaded }
    gauge("erp_gateway_malformed", "Connections closed over bad FastCGI") { statistics.malformed }
    gauge("erp_gateway_cut", "Connections cut at a time limit") { statistics.cut }
    gauge("erp_gateway_workers", "Worker threads") { server.workers }
    gauge("erp_gateway_busy_workers", "Workers with a connection, the scrape's own included") {
      server.busyWorkers
    }
    gauge("erp_gateway_open_connections", "Connections that are open") { server.openConnections }
    gauge("erp_gateway_waiting_connections", "Requests that no worker has taken yet") {
      server.waitingConnections
    }
  }

  private static func gauge(
    _ name: String, _ help: String, _ read: @escaping @Sendable () -> Int
  ) {
    Metrics.registry.gauge(name, help: help, read: read)
  }
}
