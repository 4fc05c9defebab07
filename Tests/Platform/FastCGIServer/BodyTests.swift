import Foundation
import StackKit
import Synchronization
import Testing

@testable import FastCGIServer

@Suite struct BodyTests {
  private func text(_ answer: GatewayAnswer) -> String {
    String(decoding: answer.body, as: UTF8.self)
  }

  @Test func shortBodyIsTruncated() throws {
    let running = try RunningServer()
    let client = try RawClient(running.path)
    client.send(RawClient.request("/echo", body: [1, 2, 3], length: "1000"))
    #expect(text(try client.answer()) == "truncated")
    // STDIN ended properly, so the connection is still good.
    client.send(RawClient.request("/"))
    #expect(try client.answer().status == 200)
    running.stop()
  }

  @Test func longBodyIsTooLarge() throws {
    let running = try RunningServer()
    let client = try RawClient(running.path)
    client.send(RawClient.request("/echo", body: [1, 2, 3, 4], length: "3"))
    #expect(text(try client.answer()) == "tooLarge(maximum: 3)")
    client.send(RawClient.request("/echo", body: [1], length: ""))
    #expect(text(try client.answer()) == "tooLarge(maximum: 0)")
    running.stop()
  }

  @Test func bodyOverTheLimit() throws {
    var limits = GatewayLimits()
    limits.bodyBytes = 1000
    let running = try RunningServer(limits: limits)
    let client = try RawClient(running.path)
    client.send(RawClient.request("/echo", body: Array(repeating: 1, count: 1001)))
    #expect(text(try client.answer()) == "tooLarge(maximum: 1000)")
    client.send(RawClient.request("/echo", body: Array(repeating: 1, count: 1000)))
    #expect(try client.answer().body.count == 1000)
    // Far too long to be read away: answered, then closed.
    client.send(RawClient.request("/echo", body: Array(repeating: 1, count: 100_000)))
    #expect(text(try client.answer()) == "tooLarge(maximum: 1000)")
    #expect(client.closesWithin(1))
    running.stop()
  }

  @Test(arguments: ["+5", "5 ", "0x5", "-1", "5,5", "99999999999999999999", "٣"])
  func lengthThatIsNoNumber(length: String) throws {
    let running = try RunningServer()
    let client = try RawClient(running.path)
    client.send(RawClient.request("/echo", body: [1, 2, 3, 4, 5], length: length))
    #expect(text(try client.answer()) == "lengthMalformed")
    running.stop()
  }

  @Test func clientThatGoesAwayInTheBody() throws {
    let seen = EventBox()
    let running = try RunningServer { request in
      do throws(BodyFault) {
        _ = try request.readBody()
      } catch {
        seen.faults.withLock { $0.append(error) }
      }
      return GatewayResponse(status: 200)
    }
    do {
      let client = try RawClient(running.path)
      let whole = RawClient.request("/", body: Array(repeating: 9, count: 5_000))
      client.send(Array(whole.prefix(whole.count - 3_000)))
    }
    func isTold(times: Int) -> Bool {
      comesTrue { seen.faults.withLock { $0.count == times } }
    }
    #expect(isTold(times: 1))
    // ABORT_REQUEST is no STDIN either.
    let client = try RawClient(running.path)
    let whole = RawClient.request("/", body: Array(repeating: 9, count: 5_000))
    var bytes = Array(whole.prefix(whole.count - 5_000 - 16))
    Wire.append(2, id: 1, [], to: &bytes)
    client.send(bytes)
    #expect(isTold(times: 2))
    #expect(seen.faults.withLock { $0 } == [.truncated, .truncated])
    running.stop()
  }

  @Test func longUploadsAndDownloadsStreamInLittleMemory() throws {
    let total = 64 << 20
    let running = try RunningServer(threads: 1) { request in
      var buffer = [UInt8](repeating: 0, count: 65_536)
      var read = 0
      do {
        while true {
          let count = try request.read(into: &buffer)
          if count == 0 { break }
          read += count
        }
      } catch { return GatewayResponse(status: 400, body: Array("\(error)".utf8)) }
      request.extendDeadline(seconds: 60)
      request.beginResponse(status: 200, headers: [("X-Read", String(read))])
      for _ in 0..<(total / buffer.count) where !request.write(buffer) { return .aborted }
      return .streamed
    }
    let client = try RawClient(running.path)
    let before = residentBytes()
    DispatchQueue.global().async {
      var head = RawClient.begin()
      head += RawClient.params([("CONTENT_LENGTH", String(total))])
      client.send(head)
      let piece = [UInt8](repeating: 5, count: 65_528)
      var sent = 0
      while sent < total {
        var record: [UInt8] = []
        let count = min(piece.count, total - sent)
        Wire.append(Wire.Kind.stdin, id: 1, piece.prefix(count), to: &record)
        client.send(record)
        sent += count
      }
      var end: [UInt8] = []
      Wire.append(Wire.Kind.stdin, id: 1, [], to: &end)
      client.send(end)
    }
    let (head, bytes) = try client.drain()
    #expect(head.contains("X-Read: \(total)\r\n"))
    #expect(bytes >= total)
    #expect(residentBytes() - before < 16 << 20)
    // And the connection is good for more.
    client.send(RawClient.request("/"))
    _ = try client.drain()
    running.stop()
  }

  @Test func peerThatGoesAwayDuringAnExport() throws {
    let gone = EventBox()
    let running = try RunningServer(threads: 1) { request in
      guard request.parameter("DOCUMENT_URI") == "/export" else {
        return GatewayResponse(status: 200)
      }
      request.beginResponse(status: 200, headers: [])
      let piece = [UInt8](repeating: 65, count: 65_536)
      for _ in 0..<100_000 where !request.write(piece) {
        gone.faults.withLock { $0.append(.truncated) }
        return .aborted
      }
      return .streamed
    }
    do {
      let client = try RawClient(running.path)
      client.send(RawClient.request("/export"))
      var some = [UInt8](repeating: 0, count: 1000)
      #expect(recv(client.descriptor, &some, some.count, 0) > 0)
    }
    let next = try RawClient(running.path)
    next.send(RawClient.request("/"))
    #expect(try next.answer().status == 200)
    #expect(gone.faults.withLock { $0.count } == 1)
    running.stop()
  }

  /// A handler that gives up in the middle: the peer sees a broken connection, not an end.
  @Test func abortedAnswerHasNoEnd() throws {
    let running = try RunningServer { request in
      request.beginResponse(status: 200, headers: [])
      _ = request.write(Array("part".utf8))
      return .aborted
    }
    let client = try RawClient(running.path)
    client.send(RawClient.request("/"))
    #expect(throws: RawClient.Fault.self) { try client.answer() }
    running.stop()
  }

  private func residentBytes() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return (Int(text.split(separator: " ").dropFirst().first ?? "0") ?? 0) * 4096
  }
}

/// Faults seen by a handler.
final class EventBox: Sendable {
  let faults = Mutex<[BodyFault]>([])
}
