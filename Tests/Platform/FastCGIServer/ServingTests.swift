import Foundation
import StackKit
import Testing

@testable import FastCGIServer

@Suite struct ServingTests {
  @Test func answersOnAKeptConnection() throws {
    let running = try RunningServer(threads: 1)
    let client = try RawClient(running.path)
    for number in 0..<100 {
      client.send(RawClient.request("/query", [("QUERY_STRING", "n=\(number)")]))
      let answer = try client.answer()
      #expect(answer.status == 200)
      #expect(answer.header("x-query") == "n=\(number)")
      #expect(answer.header("Content-Length") == "0")
    }
    #expect(running.server.statistics.accepted == 1)
    #expect(running.server.statistics.requests == 100)
    #expect(running.stop() == 0)
  }

  /// How full the server is: workers that answer, and requests that wait for one.
  @Test func tellsItsPool() throws {
    let gate = DispatchSemaphore(value: 0)
    let running = try RunningServer(threads: 1) { _ in
      gate.wait()
      return GatewayResponse(status: 200, headers: [], body: [])
    }
    func becomes(busy: Int, waiting: Int) -> Bool {
      let server = running.server
      return comesTrue {
        server.busyWorkers == busy && server.waitingConnections == waiting
          && server.openConnections == 3
      }
    }
    let clients = try (0..<3).map { _ in try RawClient(running.path) }
    clients[0].send(RawClient.request("/"))
    #expect(becomes(busy: 1, waiting: 0))
    clients[1].send(RawClient.request("/"))
    #expect(becomes(busy: 1, waiting: 1))
    #expect(running.server.workers == 1)
    for _ in 0..<2 { gate.signal() }
    for client in clients.prefix(2) { #expect(try client.answer().status == 200) }
    #expect(becomes(busy: 0, waiting: 0))
    running.stop()
  }

  @Test func closesWhenNotAskedToKeep() throws {
    let running = try RunningServer()
    let client = try RawClient(running.path)
    client.send(RawClient.request("/", keep: false))
    #expect(String(decoding: try client.answer().body, as: UTF8.self) == "ok")
    #expect(client.closesWithin(0.5))
    running.stop()
  }

  /// A peer that has sent all it wanted to send still gets its answer, and then the end.
  @Test func answersAHalfClosedPeer() throws {
    let running = try RunningServer()
    let client = try RawClient(running.path)
    client.send(RawClient.request("/"))
    shutdown(client.descriptor, Int32(SHUT_WR))
    #expect(try client.answer().status == 200)
    #expect(client.closesWithin(0.5))
    running.stop()
  }

  @Test func bodiesOfAllSizesComeBackWhole() throws {
    let running = try RunningServer()
    let client = try RawClient(running.path)
    for count in [1, 8_191, 8_192, 65_535, 65_536, 300_000, 1 << 20] {
      let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      DispatchQueue.global().async { client.send(RawClient.request("/echo", body: body)) }
      let answer = try client.answer()
      #expect(answer.status == 200)
      #expect(answer.body == body, "\(count) bytes")
    }
    running.stop()
  }

  /// The end of the empty STDIN may fall anywhere in libfcgi's buffer of 8,192 bytes.
  @Test func parametersOfAllLengthsLeaveTheConnectionUsable() throws {
    let running = try RunningServer(threads: 1)
    let client = try RawClient(running.path)
    for count in 8_050..<8_200 {
      let text = String(repeating: "q", count: count)
      client.send(RawClient.request("/query", [("QUERY_STRING", text)]))
      #expect(try client.answer().header("X-Query") == text)
    }
    #expect(running.server.statistics.accepted == 1)
    running.stop()
  }

  @Test func aBodyThatNobodyReadsIsReadAway() throws {
    let running = try RunningServer(threads: 1)
    let client = try RawClient(running.path)
    for _ in 0..<3 {
      let body = [UInt8](repeating: 7, count: 200_000)
      DispatchQueue.global().async { client.send(RawClient.request("/", body: body)) }
      #expect(try client.answer().status == 200)
    }
    #expect(running.server.statistics.accepted == 1)
    running.stop()
  }

  @Test func headersCannotBringLinesOfTheirOwn() throws {
    let running = try RunningServer()
    let client = try RawClient(running.path)
    client.send(RawClient.request("/query", [("QUERY_STRING", "a\r\nSet-Cookie: b\u{7F}")]))
    let answer = try client.answer()
    #expect(answer.header("X-Query") == "a  Set-Cookie: b ")
    #expect(answer.header("Set-Cookie") == nil)
    running.stop()
  }

  @Test func absentEmptyAndForeignParameters() throws {
    let running = try RunningServer { request in
      let values = [
        request.parameter("A") == nil, request.parameter("B") == "",
        request.parameter("C") == "漢\u{FFFD}", request.parameterBytes("C")?.count == 4,
        request.parameter("D", is: "yes"), !request.parameter("D", is: "ye"),
        request.parameter("LONG")?.utf8.count == 300, request.secondsLeft > 29,
      ]
      return GatewayResponse(status: 200, body: Array("\(values)".utf8))
    }
    var pairs: [UInt8] = []
    Wire.appendPair("B", "", to: &pairs)
    pairs += [1, 4] + Array("C".utf8) + Array("漢".utf8) + [0xFF]
    Wire.appendPair("D", "yes", to: &pairs)
    Wire.appendPair("LONG", String(repeating: "x", count: 300), to: &pairs)
    var bytes = RawClient.begin()
    Wire.appendStream(Wire.Kind.params, id: 1, pairs, to: &bytes)
    Wire.append(Wire.Kind.stdin, id: 1, [], to: &bytes)
    let client = try RawClient(running.path)
    client.send(bytes)
    let body = String(decoding: try client.answer().body, as: UTF8.self)
    #expect(!body.contains("false"), "\(body)")
    running.stop()
  }

  @Test func clientOfOurOwn() throws {
    let running = try RunningServer()
    let client = GatewayClient(.unix(running.path), timeoutMilliseconds: 300)
    let answer = try client.get("/query", parameters: [("ERP_USER_ID", "1")])
    #expect(answer.status == 200)
    #expect(answer.header("X-Query") == "")
    #expect(throws: GatewayClientFault.timedOut) { try client.get("/sleep/1000") }
    running.stop()
    #expect(throws: GatewayClientFault.self) { try client.get("/") }
  }

  @Test func onlyTheOwnerMayConnect() throws {
    let running = try RunningServer()
    var info = stat()
    #expect(stat(running.path, &info) == 0)
    #expect(info.st_mode & 0o777 == 0o600)
    running.stop()
  }

  @Test func noDescriptorIsLeftBehind() throws {
    let running = try RunningServer()
    for round in 0..<500 {
      let client = try RawClient(running.path)
      switch round % 4 {
      case 0: client.send([0, 1, 2])
      case 1: client.send(RawClient.begin())
      case 2: client.send(RawClient.request("/"))
      default:
        client.send(RawClient.request("/"))
        _ = try client.answer()
      }
    }
    let slots = running.server.core.table.slots
    #expect(comesTrue { slots.allSatisfy { $0.state.withLock { $0.phase == .free } } })
    running.stop()
  }
}
