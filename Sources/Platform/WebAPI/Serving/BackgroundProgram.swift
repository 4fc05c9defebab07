import FastCGIServer
import MariaDBClient
import RedisClient
package import Settings
import Supervision
import Telemetry
import Threads

/// Runs a program that works on its own: no routes, but the internal pages if it has a socket.
package enum BackgroundProgram {
  /// Starts the work and ends it with SIGTERM; returns the process's exit status.
  ///
  /// - Parameters:
  ///   - program: such as "erp-relay"
  ///   - isHeldUp: whether the work stands still although the stores answer; any thread may ask
  ///   - start: starts threads and returns what ends them; that returns whether all ended in time
  package static func run(
    _ program: String, isHeldUp: @escaping @Sendable () -> Bool = { false },
    start: (Configuration) throws -> () -> Bool
  ) -> Int32 {
    ProgramLife.run(program) { configuration in
      StopSignal.catchSignals()
      let finish = try start(configuration)
      Log.notice("started")
      let status = try waitForSignal(
        StatusPage(program: program, isHeldUp: isHeldUp), configuration)
      let isFinished = finish()
      Log.notice("stopped", [("in_time", LogValue(booleanLiteral: isFinished))])
      return isFinished ? status : 1
    }
  }

  /// Until SIGTERM; meanwhile the pages, where a supervisor passed a socket on.
  private static func waitForSignal(
    _ page: StatusPage, _ configuration: Configuration
  ) throws -> Int32 {
    let listeners: [ListeningSocket]
    do { listeners = try ListeningSocket.inherited() } catch {
      ServiceManager.ready()
      while !StopSignal.process.wait(milliseconds: 60_000) {}
      ServiceManager.stopping()
      return 0
    }
    return try GatewayServer(listeners: listeners, threads: 1) { _ in
      StatusWorker(page: page, stores: WorkerStores(configuration))
    }.run()
  }
}

/// Answers the internal pages alone.
private struct StatusWorker: GatewayWorker {
  let page: StatusPage
  let stores: WorkerStores

  func handle(_ request: GatewayRequest) -> GatewayResponse {
    page.answer(request.parameter("DOCUMENT_URI") ?? "/", stores)
  }

  func rest() { stores.close() }
}
