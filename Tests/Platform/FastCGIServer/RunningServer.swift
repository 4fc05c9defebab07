import Foundation
import Synchronization
import Threads

@testable import FastCGIServer

/// A server in this process, on a unix socket of its own.
final class RunningServer: Sendable {
  let path: String
  let server: GatewayServer
  private let thread: BackgroundThread?
  private let log: EventLog

  /// What the server reported.
  final class EventLog: Sendable {
    let events = Mutex<[GatewayEvent]>([])
  }

  init(
    threads: Int = 2, limits: GatewayLimits = GatewayLimits(),
    handle: @escaping @Sendable (GatewayRequest) -> GatewayResponse = TestHandler.answer,
    rest: @escaping @Sendable () -> Void = {}
  ) throws {
    path = "/tmp/erp-gateway-\(getpid())-\(UInt32.random(in: 0 ... .max)).sock"
    let log = EventLog()
    self.log = log
    let server = try GatewayServer(
      listeners: [.unix(path: path)], threads: threads, limits: limits,
      onEvent: { event in log.events.withLock { $0.append(event) } },
      makeWorker: { _ in TestHandler(body: handle, resting: rest) })
    self.server = server
    let box = StatusBox()
    thread = BackgroundThread.start(name: "acceptor") { box.status.withLock { $0 = server.run() } }
    self.box = box
  }

  private final class StatusBox: Sendable {
    let status = Mutex<Int32?>(nil)
  }
  private let box: StatusBox

  var events: [GatewayEvent] { log.events.withLock { $0 } }

  /// Stops the server and gives its exit status.
  @discardableResult func stop() -> Int32? {
    server.stop()
    thread?.join()
    unlink(path)
    return box.status.withLock { $0 }
  }
}

/// Calls a closure for each request.
struct TestHandler: GatewayWorker {
  let body: @Sendable (GatewayRequest) -> GatewayResponse
  var resting: @Sendable () -> Void = {}

  func rest() { resting() }

  func handle(_ request: GatewayRequest) -> GatewayResponse { body(request) }

  /// Does what the path says.
  @Sendable static func answer(_ request: GatewayRequest) -> GatewayResponse {
    switch request.parameter("DOCUMENT_URI") {
    case "/echo":
      do {
        return GatewayResponse(status: 200, body: try request.readBody())
      } catch {
        return GatewayResponse(status: 400, body: Array("\(error)".utf8))
      }
    case "/query":
      return GatewayResponse(
        status: 200, headers: [("X-Query", request.parameter("QUERY_STRING") ?? "none")])
    case let path? where path.hasPrefix("/sleep/"):
      usleep((UInt32(path.dropFirst(7)) ?? 0) * 1000)
      return GatewayResponse(status: 200, body: Array("slept".utf8))
    default:
      return GatewayResponse(
        status: 200, headers: [("Content-Type", "text/plain")], body: Array("ok".utf8))
    }
  }
}
