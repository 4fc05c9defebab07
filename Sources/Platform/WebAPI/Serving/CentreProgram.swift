import FastCGIServer
import Glibc
package import Kernel
import MariaDBClient
import RedisClient
package import Settings
import Telemetry

/// What a centre's routes are made with. The same for every worker thread.
package struct CentreEnvironment: Sendable {
  package let configuration: Configuration
  package let calendar: BusinessCalendar

  /// - Throws: when the time zone is not known
  package init(_ configuration: Configuration) throws {
    self.configuration = configuration
    calendar = try BusinessCalendar(timeZone: configuration.timeZone)
  }
}

/// Runs a centre as a FastCGI responder: the whole of its `main.swift` is one call.
package enum CentreProgram {
  /// Serves `routes` on the inherited socket until SIGTERM; returns the process's exit status.
  ///
  /// - Parameter routes: makes the table once; it may start background threads of its own.
  package static func run(
    _ centre: String, routes: (CentreEnvironment) throws -> [Route]
  ) -> Int32 {
    do {
      let program = "erp-\(centre)"
      let configuration = try Configuration.load(program: program)
      Log.bootstrap(program: program, level: configuration.logLevel)
      let environment = try CentreEnvironment(configuration)
      return try serve(centre, RouteTable(try routes(environment)), configuration)
    } catch {
      Log.error("cannot start: \(error)")
      return 1
    }
  }

  private static func serve(
    _ centre: String, _ table: RouteTable, _ configuration: Configuration
  ) throws -> Int32 {
    let listeners = try ListeningSocket.inherited()
    let metrics = RouteMetrics(table, centre: centre)
    let statusPage = StatusPage(program: "erp-\(centre)")
    let database = DatabaseOptions(configuration.database)
    let redis = RedisOptions(configuration.redis)
    let server = try GatewayServer(
      listeners: listeners, threads: configuration.threads,
      onEvent: { Log.warning("connection trouble", [("event", LogValue("\($0)"))]) }
    ) { _ in
      CentreWorker(
        table: table, metrics: metrics,
        stores: WorkerStores(
          database: DatabaseConnection(settings: database),
          redis: RedisConnection(settings: redis)),
        statusPage: statusPage)
    }
    GatewayMetrics.publish(server)
    Log.notice("started", [("threads", LogValue(configuration.threads))])
    let status = server.run()
    Log.notice("stopped")
    return status
  }
}
