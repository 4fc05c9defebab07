import FastCGIServer
import Glibc
import MariaDBClient
import RedisClient
import Security
import Settings
import Telemetry
import Threads
import WebAPI

/// Checks the token of every request, for Nginx.
func serve() throws -> Int32 {
  let configuration = try Configuration.load(program: "erp-auth")
  Log.bootstrap(program: "erp-auth", level: configuration.logLevel)
  let listeners = try ListeningSocket.inherited()
  let gate = TokenGate(
    verifier: try TokenKeyFiles.verifier(directory: configuration.tokenKeyDirectory))
  let metrics = AuthMetrics(gate)
  let page = StatusPage(program: "erp-auth")
  let database = DatabaseOptions(configuration.database)
  let redis = RedisOptions(configuration.redis)
  let server = try GatewayServer(listeners: listeners, threads: configuration.threads) { _ in
    AuthWorker(
      gate: gate, metrics: metrics, page: page, database: DatabaseConnection(settings: database),
      redis: RedisConnection(settings: redis))
  }
  GatewayMetrics.publish(server)
  let stop = StopSignal()
  let poller = BackgroundThread.start(name: "change-poller") {
    ChangePoller(gate: gate, database: DatabaseConnection(settings: database)).run(until: stop)
  }
  guard poller != nil else {
    Log.error("cannot start: no room for a thread")
    return 1
  }
  gate.freshness.waitForFirstAttempt()
  Log.notice("started", [("threads", LogValue(configuration.threads))])
  let status = server.run()
  stop.request()
  Log.notice("stopped")
  return status
}

do {
  exit(try serve())
} catch {
  Log.error("cannot start: \(error)")
  exit(1)
}
