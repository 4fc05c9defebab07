package import FastCGIServer
import Telemetry

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
