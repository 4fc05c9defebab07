import FastCGIServer
import Foundation
import StackKit
import Synchronization
import Testing
import Threads

@testable import WebAPI

/// Aim: what a client sees of an overloaded responder through Nginx: an answer, always.
@Suite(.serialized) struct OverloadTests {
  private struct Waiting: GatewayWorker {
    let gate: DispatchSemaphore

    func handle(_ request: GatewayRequest) -> GatewayResponse {
      gate.wait()
      return GatewayResponse(status: 200, body: Array("{}".utf8))
    }
  }

  private func becomes(_ isSo: () -> Bool) -> Bool {
    let end = Date().addingTimeInterval(20)
    while Date() < end {
      if isSo() { return true }
      usleep(2_000)
    }
    return false
  }

  @Test func everyoneIsAnswered() throws {
    var options = StackOptions(directory: try SharedStack.directory("overload"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.parts = ["nginx"]
    let stack = try Stack.start(options)
    let headers = [
      "Status: 200 OK", "X-Erp-User-Id: 7", "X-Erp-User-Name: amy", "X-Erp-Org-Id: 3",
      "X-Erp-Org-Scope: 3", "X-Erp-Permissions: *", "X-Erp-Session-Id: s1",
    ]
    let auth = try EchoResponder(at: stack.layout.socket("auth")) { _ in
      .answer(headers: headers, body: "")
    }
    var limits = GatewayLimits()
    limits.queue = 24
    limits.idleConnections = 8
    let gate = DispatchSemaphore(value: 0)
    let server = try GatewayServer(
      listeners: [.unix(path: stack.layout.socket("order"))], threads: 8, limits: limits,
      overload: .unavailable, makeWorker: { _ in Waiting(gate: gate) })
    let thread = BackgroundThread.start(name: "acceptor") { _ = server.run() }
    defer {
      server.stop()
      thread?.join()
    }
    let served = Mutex<[Int]>([])
    let port = stack.port
    let crowd = (0..<40).map { _ in
      BackgroundThread.start(name: "client") {
        let answer = try? HTTPClient(port: port).get(
          "/order/1", headers: [("Authorization", "Bearer good")])
        served.withLock { $0.append(answer?.status ?? 0) }
      }
    }
    #expect(becomes { server.busyWorkers == 8 && server.waitingConnections == 32 })
    usleep(1_200_000)
    for number in 0..<20 {
      let answer = try HTTPClient(port: port).send(
        "POST", "/order/create",
        headers: [
          ("Authorization", "Bearer good"), ("X-Request-Id", "late-\(number)"),
          ("Accept-Language", number % 2 == 0 ? "en" : "zh-CN"),
        ], body: [UInt8](repeating: 32, count: number * 40_000))
      try expectProblem(answer, code: 50300, error: "unavailable")
      #expect(answer.headers("Retry-After") == ["1"])
      #expect(answer.text.contains("late-\(number)"))
      #expect(answer.text.contains("稍后") == (number % 2 == 1))
    }
    for _ in 0..<40 { gate.signal() }
    crowd.forEach { $0?.join() }
    #expect(served.withLock { $0 } == Array(repeating: 200, count: 40))
    #expect(server.statistics.overloaded == 20)
    withExtendedLifetime(auth) {}
  }
}
