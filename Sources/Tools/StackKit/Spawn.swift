import Foundation
import Glibc

/// Starts programs with posix_spawn: no shell, nothing inherited but what is named.
package enum Spawn {
  /// Starts `command` and returns its process id; the caller waits for it.
  ///
  /// - Parameters:
  ///   - descriptors: the child's descriptor number → ours. Ours must be close-on-exec.
  ///   - ownGroup: the child leads a process group of its own, so that its own children can be
  ///     ended with it and a terminal's Ctrl-C does not reach it.
  ///   - closingOthers: closes the child's other descriptors below 256, for a process in which
  ///     libraries open some that are not close-on-exec.
  package static func start(
    _ command: [String], environment: [String: String],
    descriptors: [Int32: Int32], ownGroup: Bool = false, closingOthers: Bool = false
  ) throws(StackFault) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, source) in descriptors.sorted(by: { $0.key < $1.key }) {
      posix_spawn_file_actions_adddup2(&actions, source, target)
    }
    if closingOthers {
      for other in Int32(3)..<256 where descriptors[other] == nil {
        posix_spawn_file_actions_addclose(&actions, other)
      }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    resetSignals(&attributes, ownGroup: ownGroup)

    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      arguments.forEach { free($0) }
      variables.forEach { free($0) }
    }
    var pid = pid_t()
    let status = SpawnLock.hold {
      posix_spawnp(&pid, command[0], &actions, &attributes, &arguments, &variables)
    }
    guard status == 0 else {
      throw StackFault("cannot start \(command[0]): \(String(cString: strerror(status)))")
    }
    return pid
  }

  /// The child begins with default signals, whatever we block or ignore ourselves.
  private static func resetSignals(_ attributes: inout posix_spawnattr_t, ownGroup: Bool) {
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGCHLD, SIGQUIT] {
      sigaddset(&defaults, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    if ownGroup {
      flags |= POSIX_SPAWN_SETPGROUP
      posix_spawnattr_setpgroup(&attributes, 0)
    }
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }

  /// Waits until the process ends: its exit status, or 128 + the signal that ended it.
  package static func wait(_ pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      if errno != EINTR { return -1 }
    }
    return exitStatus(status)
  }

  /// From what waitpid says of a process that ended.
  package static func exitStatus(_ status: Int32) -> Int32 {
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }
}
