import Foundation
import Glibc
import Processes

/// One part in the supervisor's hands: starts it, and decides when to start it again.
final class SupervisedPart {
  let part: Part
  private(set) var pid: pid_t = 0
  private(set) var restarts = 0
  private(set) var startedAt = 0.0
  private(set) var lastExit: Int32?
  var restartDelay: Double
  /// Should it run? If so and it does not, `dueAt` says when it will.
  private(set) var wanted: Bool
  private(set) var dueAt: Double?
  private var killAt: Double?
  private var quickDeaths = 0
  private let listeners: [Int32]
  private let log: Int32
  private let nowhere: Int32

  /// A life shorter than this is a failed start, which is repeated with growing pauses. Being
  /// killed is not: that is a test, or the kernel short of memory.
  private static let shortLife = 1.0
  private static let longestPause = 5.0

  init(_ part: Part, logs: String) throws(StackFault) {
    self.part = part
    restartDelay = part.restartDelay
    wanted = !part.startsHeld
    dueAt = part.startsHeld ? nil : 0
    var listeners: [Int32] = []
    for socket in part.sockets {
      listeners.append(
        try socket.hasPrefix("/") ? UnixSocket.listen(at: socket) : UnixSocket.listen(on: socket))
    }
    self.listeners = listeners
    log = try Descriptor.open("\(logs)/\(part.name).log", O_WRONLY | O_CREAT | O_APPEND)
    nowhere = try Descriptor.open("/dev/null", O_RDWR)
  }

  var status: PartStatus {
    let state: PartStatus.State =
      switch (pid > 0, wanted) {
      case (true, true): .running
      case (true, false): .stopping
      case (false, true): .waiting
      case (false, false): startedAt == 0 ? .held : .stopped
      }
    return PartStatus(
      name: part.name, state: state, pid: pid, restarts: restarts, startedAt: startedAt,
      lastExit: lastExit)
  }

  func want() {
    wanted = true
    killAt = nil
    quickDeaths = 0
    if pid == 0 { dueAt = 0 }
  }

  func stop(now: Double) {
    wanted = false
    dueAt = nil
    guard pid > 0, killAt == nil else { return }
    kill(pid, part.stopSignal)
    killAt = now + part.stopSeconds
  }

  func signal(_ number: Int32) -> Bool {
    pid > 0 && kill(pid, number) == 0
  }

  /// When something is next to be done, if anything is.
  var nextMoment: Double? {
    pid > 0 ? killAt : dueAt
  }

  /// Starts or kills, if the time for it has come.
  func act(now: Double) {
    if pid > 0, let killAt, killAt <= now {
      self.killAt = nil
      kill(-pid, SIGKILL)
    }
    if pid == 0, let dueAt, dueAt <= now { start(now: now) }
  }

  /// It has ended: its own children go with it, and it is started again if it should run.
  func ended(_ exit: Int32, now: Double) {
    kill(-pid, SIGKILL)
    pid = 0
    killAt = nil
    lastExit = exit
    guard wanted else { return }
    restarts += 1
    let failed = now - startedAt < Self.shortLife && exit != 128 + SIGKILL
    quickDeaths = failed ? quickDeaths + 1 : 0
    let pause =
      quickDeaths < 3 ? 0 : min(0.05 * Double(1 << min(quickDeaths, 10)), Self.longestPause)
    dueAt = now + max(restartDelay, pause)
  }

  private func start(now: Double) {
    dueAt = nil
    startedAt = now
    var descriptors: [Int32: Int32] = [0: nowhere, 1: log, 2: log]
    // The dying supervisor takes its children along, as a service manager's control group would.
    var command = ["setpriv", "--pdeathsig", "TERM", "--"]
    for (index, listener) in listeners.enumerated() { descriptors[Int32(3 + index)] = listener }
    if !listeners.isEmpty {
      // LISTEN_PID can only be known in the child itself.
      let variables = "LISTEN_PID=$$ LISTEN_FDS=\(listeners.count)"
      command += ["/bin/sh", "-c", "\(variables) exec \"$@\"", "sh"]
    }
    do {
      pid = try Spawn.start(
        command + part.command, environment: part.environment, descriptors: descriptors,
        ownGroup: true)
    } catch {
      lastExit = 127
      quickDeaths += 1
      dueAt = now + Self.longestPause
    }
  }
}
