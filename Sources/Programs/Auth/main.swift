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
func serve(_ configuration: Configuration) throws -> Int32 {
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

exit(ProgramLife.run("erp-auth", serve))
