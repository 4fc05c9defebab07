import Foundation
import StackKit
import Synchronization
import Testing

@testable import FastCGIServer

/// Start, stop and sharing, with real processes.
@Suite(.serialized) struct ProcessTests {
  private func process(_ path: String) throws -> String {
    let client = GatewayClient(.unix(path), timeoutMilliseconds: 20_000)
    let deadline = Date().addingTimeInterval(10)
    while true {
      let result = Result { () throws(GatewayClientFault) in try client.get("/pid") }
      // The socket's file is there before anybody listens.
      if case .failure(.unreachable) = result, Date() < deadline {
        usleep(10_000)
        continue
      }
      return String(decoding: try result.get().body, as: UTF8.self)
    }
  }

  /// Asks until so many different processes have answered, for at most 20 seconds.
  private func processes(_ path: String, _ count: Int) throws -> Set<String> {
    var seen: Set<String> = []
    try comesTrue(within: 20, everyMilliseconds: 0) {
      seen.insert(try process(path))
      return seen.count >= count
    }
    return seen
  }

  @Test func finishesWhatRunsOnSIGTERM() throws {
    let path = ChildServer.path()
    let listener = try ListeningSocket.unix(path: path)
    let child = try ChildServer(listening: listener.descriptor, threads: 8)
    _ = try process(path)
    let statuses = Mutex<[Int]>([])
    let sent = DispatchGroup()
    let clients = try (0..<50).map { _ in try RawClient(path) }
    for client in clients {
      client.send(RawClient.request("/sleep/200"))
      DispatchQueue.global().async(group: sent) {
        let status = (try? client.answer())?.status ?? 0
        statuses.withLock { $0.append(status) }
      }
    }
    usleep(50_000)
    let (status, seconds) = child.terminate()
    sent.wait()
    #expect(statuses.withLock { $0 } == Array(repeating: 200, count: 50))
    #expect(status == 0)
    #expect(seconds < 5)
    unlink(path)
  }

  @Test func cutsWhatRunsTooLongOnSIGTERM() throws {
    let path = ChildServer.path()
    let listener = try ListeningSocket.unix(path: path)
    let child = try ChildServer(listening: listener.descriptor, threads: 1)
    _ = try process(path)
    let client = try RawClient(path)
    client.send(RawClient.request("/sleep/20000"))
    usleep(50_000)
    let (status, seconds) = child.terminate()
    #expect(status == 1)
    #expect(seconds < 5)
    unlink(path)
  }

  /// Whoever closes an idle connection may do it just when the peer sends on it.
  @Test func keptConnectionsAreServedAfterSIGTERMUntilThePeerClosesThem() throws {
    let path = ChildServer.path()
    let listener = try ListeningSocket.unix(path: path)
    let child = try ChildServer(listening: listener.descriptor, threads: 2)
    let clients = try (0..<3).map { _ in try RawClient(path) }
    for client in clients {
      client.send(RawClient.request("/"))
      #expect(try client.answer().status == 200)
    }
    kill(child.process.id, SIGTERM)
    for client in clients {
      usleep(400_000)
      #expect(client.send(RawClient.request("/")))
      #expect(try client.answer().status == 200)
      // Nobody waits for the next process meanwhile.
      if client !== clients.last { #expect(try process(path) == String(child.process.id)) }
      #expect(client.closesWithin(0.1))
    }
    let (status, seconds) = child.terminate()
    #expect(status == 0)
    #expect(seconds < 0.5)
    unlink(path)
  }

  @Test func idleConnectionsDoNotDelayTheEndForLong() throws {
    let path = ChildServer.path()
    let listener = try ListeningSocket.unix(path: path)
    let child = try ChildServer(listening: listener.descriptor, threads: 2)
    let client = try RawClient(path)
    client.send(RawClient.request("/"))
    #expect(try client.answer().status == 200)
    usleep(100_000)
    let (status, seconds) = child.terminate()
    #expect(status == 0)
    #expect(seconds > 1)
    #expect(seconds < 3)
    #expect(client.closesWithin(0.1))
    // The listening socket is still whole: what connects now waits for the next process.
    let waiting = try RawClient(path)
    waiting.send(RawClient.request("/"))
    let next = try ChildServer(listening: listener.descriptor, threads: 2)
    #expect(try waiting.answer().status == 200)
    #expect(next.terminate().status == 0)
    unlink(path)
  }

  @Test func twoProcessesShareASocketAndTakeTurnsInRestarting() throws {
    let path = ChildServer.path()
    let listener = try ListeningSocket.unix(path: path)
    var children = try (0..<2).map { _ in
      try ChildServer(listening: listener.descriptor, threads: 2)
    }
    for _ in 0..<3 {
      // A process that has just started does not handle the signal yet.
      #expect(try processes(path, 2).count == 2)
      let old = children.removeFirst()
      let done = DispatchGroup()
      let failed = Atomic<Int>(0)
      for _ in 0..<4 {
        DispatchQueue.global().async(group: done) {
          for _ in 0..<100 where (try? GatewayClient(.unix(path)).get("/"))?.status != 200 {
            failed.wrappingAdd(1, ordering: .relaxed)
          }
        }
      }
      #expect(old.terminate().status == 0)
      children.append(try ChildServer(listening: listener.descriptor, threads: 2))
      done.wait()
      #expect(failed.load(ordering: .relaxed) == 0)
    }
    #expect(try processes(path, 2).count == 2)
    for child in children { #expect(child.terminate().status == 0) }
    unlink(path)
  }

  @Test(arguments: [[], ["--inetd"]])
  func startsBySocketActivation(arguments: [String]) throws {
    let path = ChildServer.path()
    let child = try ChildServer(activate: (path, arguments), threads: 2)
    // It replaces itself with the program at the first connection.
    #expect(try process(path) == String(child.process.id))
    #expect(child.terminate().status == 0)
    unlink(path)
  }

  @Test func allSocketsOfAnActivationAreServed() throws {
    let (path, other) = (ChildServer.path(), ChildServer.path())
    let child = try ChildServer(activate: (path, ["-l", other]), threads: 2)
    let pid = String(child.process.id)
    #expect(try process(path) == pid)
    #expect(try process(other) == pid)
    #expect(child.terminate().status == 0)
    unlink(path)
    unlink(other)
  }

  @Test func noSocketIsAFault() {
    #expect(throws: ListeningFault.self) { try ListeningSocket(descriptor: 2) }
    #expect(throws: ListeningFault.self) { try ListeningSocket(descriptor: 999) }
    #expect(throws: ListeningFault.self) {
      try ListeningSocket.unix(path: "/tmp/" + String(repeating: "x", count: 103))
    }
  }

  /// The four crafted length pairs of CVE-2025-23016, and a GET_VALUES that would overflow
  /// libfcgi's stack: with the look ahead the process does not even notice.
  @Test func survivesTheCraftedLengths() throws {
    let path = ChildServer.path()
    let listener = try ListeningSocket.unix(path: path)
    let child = try ChildServer(listening: listener.descriptor, threads: 2)
    let before = try process(path)
    let pairs: [(UInt32, UInt32)] = [
      (0x7FFF_FFFF, 0x7FFF_FFFF), (0x7FFF_FFFE, 0x7FFF_FFFE), (0x4000_0000, 0x4000_0000),
      (0x7FFF_FFFF, 2),
    ]
    for (name, value) in pairs {
      var content: [UInt8] = []
      for length in [name | 0x8000_0000, value | 0x8000_0000] {
        content += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
      }
      content += Array(repeating: 65, count: 4_000)
      var bytes = RawClient.begin()
      Wire.appendStream(Wire.Kind.params, id: 1, content, to: &bytes)
      let client = try RawClient(path)
      client.send(bytes)
      #expect(client.closesWithin(2))
    }
    var values: [UInt8] = []
    for _ in 0..<50 { Wire.appendPair("FCGI_MAX_CONNS", "", to: &values) }
    var bytes: [UInt8] = []
    Wire.append(9, id: 0, values, to: &bytes)
    let client = try RawClient(path)
    client.send(bytes)
    #expect(client.closesWithin(2))
    #expect(try process(path) == before)
    #expect(child.terminate().status == 0)
    unlink(path)
  }
}
