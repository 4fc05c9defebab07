import Foundation
import Glibc
import Processes

/// Stands in for systemd in a private stack: holds the listening sockets, starts the parts, starts
/// a dead one again, ends all in order. One thread, one poll loop.
package final class Supervisor {
  private let plan: Plan
  private let parts: [SupervisedPart]
  private let control: Int32
  private let wake: (reading: Int32, writing: Int32)
  private var ending = false

  package init(plan: Plan) throws(StackFault) {
    self.plan = plan
    control = try UnixSocket.listen(at: plan.control)
    Descriptor.nonBlocking(control)
    wake = try Descriptor.pipe()
    Descriptor.nonBlocking(wake.reading)
    Descriptor.nonBlocking(wake.writing)
    var parts: [SupervisedPart] = []
    for part in plan.parts { parts.append(try SupervisedPart(part, logs: plan.logs)) }
    self.parts = parts
  }

  /// Reads the plan and runs until told to end. Returns the exit status.
  package static func main(planFile: String) throws -> Int32 {
    setsid()
    Descriptor.closeInherited()
    let plan = try JSONDecoder().decode(
      Plan.self, from: Data(contentsOf: URL(fileURLWithPath: planFile)))
    return try Supervisor(plan: plan).run()
  }

  func run() throws(StackFault) -> Int32 {
    SignalPipe.install(writing: wake.writing)
    write("\(getpid())\n", to: plan.pidFile)
    say("started with \(parts.count) parts")
    while true {
      reap()
      let now = Self.now()
      if ending && endStage(now: now) { break }
      for part in parts { part.act(now: now) }
      writeStatus()
      wait(now: Self.now())
    }
    say("ended")
    for path in [plan.pidFile, plan.statusFile, plan.control] + plan.parts.flatMap(\.sockets) {
      unlink(path)
    }
    for path in plan.removed { try? FileManager.default.removeItem(atPath: path) }
    return 0
  }

  /// Ends the parts of the lowest stage that still has any. True when none is left.
  private func endStage(now: Double) -> Bool {
    for part in parts where part.pid == 0 { part.stop(now: now) }
    let alive = parts.filter { $0.pid > 0 }
    guard let stage = alive.map(\.part.stage).min() else { return true }
    for part in alive where part.part.stage == stage { part.stop(now: now) }
    return false
  }

  private func reap() {
    var status: Int32 = 0
    while true {
      let pid = waitpid(-1, &status, WNOHANG)
      guard pid > 0 else { return }
      guard let part = parts.first(where: { $0.pid == pid }) else { continue }
      let exit = Spawn.exitStatus(status)
      say("\(part.part.name) (\(pid)) ended with \(exit)")
      part.ended(exit, now: Self.now())
    }
  }

  /// Sleeps until a signal, a command, or the next moment of a part.
  private func wait(now: Double) {
    var watched = [
      pollfd(fd: wake.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: control, events: Int16(POLLIN), revents: 0),
    ]
    if plan.endsWithStarter && !ending {
      watched.append(pollfd(fd: 0, events: Int16(POLLIN), revents: 0))
    }
    let next = parts.compactMap(\.nextMoment).min()
    let pause = next.map { Int32(max(0, ($0 - now) * 1000).rounded(.up)) } ?? -1
    guard poll(&watched, nfds_t(watched.count), pause) > 0 else { return }
    if watched[0].revents != 0 {
      for byte in Descriptor.read(wake.reading) ?? [] where byte == SignalPipe.end {
        ending = true
      }
    }
    if watched[1].revents != 0 { serve() }
    if watched.count > 2, watched[2].revents != 0, (Descriptor.read(0) ?? []).isEmpty {
      say("the starter has gone")
      ending = true
    }
  }

  /// One command a connection, one answer.
  private func serve() {
    let peer = accept(control, nil, nil)
    guard peer >= 0 else { return }
    Descriptor.closeOnExec(peer)
    defer { close(peer) }
    UnixSocket.setTimeout(1, on: peer)
    let words = String(decoding: Descriptor.read(peer, maximum: 512) ?? [], as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).map(String.init)
    Descriptor.write(Array(answer(to: words).utf8), to: peer)
  }

  private func answer(to words: [String]) -> String {
    let now = Self.now()
    switch words.first {
    case "status": return statusText()
    case "shutdown":
      ending = true
      return "ok\n"
    default: break
    }
    guard words.count >= 2, let part = parts.first(where: { $0.part.name == words[1] }) else {
      return "no such command or part: \(words.joined(separator: " "))\n"
    }
    switch (words[0], words.count > 2 ? Double(words[2]) : nil) {
    case ("start", nil) where !ending: part.want()
    case ("stop", nil): part.stop(now: now)
    case ("kill", .some(let number)):
      guard part.signal(Int32(number)) else { return "\(words[1]) does not run\n" }
    case ("delay", .some(let seconds)): part.restartDelay = seconds
    default: return "no such command: \(words.joined(separator: " "))\n"
    }
    return "ok\n"
  }

  private var lastStatus = ""

  private func statusText() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = (try? encoder.encode(parts.map(\.status))) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private func writeStatus() {
    let text = statusText()
    guard text != lastStatus else { return }
    lastStatus = text
    write(text, to: plan.statusFile)
  }

  private func write(_ text: String, to path: String) {
    try? text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func say(_ text: String) {
    let line = "\(ISO8601DateFormatter().string(from: Date())) \(text)\n"
    Descriptor.write(Array(line.utf8), to: 2)
  }

  /// Seconds of a clock that nobody sets, save for startedAt, which people read.
  static func now() -> Double {
    Date().timeIntervalSince1970
  }
}

/// Signals become bytes in a pipe that the poll loop reads.
private enum SignalPipe {
  static let end: UInt8 = 1
  private static let other: UInt8 = 2
  nonisolated(unsafe) private static var descriptor: Int32 = -1

  static func install(writing: Int32) {
    descriptor = writing
    signal(SIGPIPE, SIG_IGN)
    signal(SIGHUP, SIG_IGN)
    for number in [SIGTERM, SIGINT] { signal(number) { _ in SignalPipe.put(SignalPipe.end) } }
    signal(SIGCHLD) { _ in SignalPipe.put(SignalPipe.other) }
  }

  private static func put(_ byte: UInt8) {
    var byte = byte
    let kept = errno
    _ = Glibc.write(descriptor, &byte, 1)
    errno = kept
  }
}
