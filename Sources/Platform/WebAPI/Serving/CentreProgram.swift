import FastCGIServer
import Glibc
import MariaDBClient
import RedisClient
import Settings
import Telemetry

/// Runs a centre as a FastCGI responder: the whole of its `main.swift` is one call.
package enum CentreProgram {
  /// Serves `routes` on the inherited socket until SIGTERM; returns the process's exit status.
  ///
  /// - Parameter routes: makes the table once; it may start background threads of its own.
  package static func run(
    _ centre: String, routes: (CentreEnvironment) throws -> [Route]
  ) -> Int32 {
    ProgramLife.run("erp-\(centre)") { configuration in
      let environment = try CentreEnvironment(configuration)
      return try serve(centre, RouteTable(try routes(environment)), environment)
    }
  }

  private static func serve(
    _ centre: String, _ table: RouteTable, _ environment: CentreEnvironment
  ) throws -> Int32 {
    let configuration = environment.configuration
    let listeners = try ListeningSocket.inherited()
    let metrics = RouteMetrics(table, centre: centre)
    let statusPage = StatusPage(program: "erp-\(centre)")
    let server = try GatewayServer(
      listeners: listeners, threads: configuration.threads, overload: .unavailable,
      onEvent: tell
    ) { _ in
      CentreWorker(
        table: table, metrics: metrics, stores: WorkerStores(configuration),
        statusPage: statusPage, volume: environment.volume)
    }
    GatewayMetrics.publish(server)
    Log.notice("started", [("threads", LogValue(configuration.threads))])
    let status = server.run()
    Log.notice("stopped")
    return status
  }

  private static func tell(_ event: GatewayEvent) {
    if case .threadsMissing(let started, let wanted) = event {
      return Log.error(
        "cannot start: the system gives too few threads; lower ERP_THREADS, or raise TasksMax=",
        [("started", LogValue(started)), ("threads", LogValue(wanted))])
    }
    Log.warning("connection trouble", [("event", LogValue("\(event)"))])
  }
}

extension Overload {
  /// The contract's `unavailable`, in the language of the newcomer and with its id.
  static let unavailable = Overload { newcomer in
    Envelope.failure(
      Problem(.unavailable), in: Language(acceptLanguage: newcomer.acceptLanguage),
      requestID: newcomer.requestID ?? "")
  }
}
