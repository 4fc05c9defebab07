internal import Glibc

/// Starts programs with posix_spawn: no shell, nothing inherited but what is named.
package enum Spawn {
  /// Starts `command` and returns its process id; the caller waits for it. For any thread.
  ///
  /// - Parameters:
  ///   - descriptors: the child's descriptor number → ours. Ours must be close-on-exec.
  ///   - ownGroup: the child leads a process group of its own, so that its own children can be
  ///     ended with it and a terminal's Ctrl-C does not reach it.
  ///   - closingOthers: closes the child's other descriptors below 256, for a process in which
  ///     libraries open some that are not close-on-exec.
  /// - Throws: `ProcessFault` when there is no such program or the system has no room for it
  package static func start(
    _ command: [String], environment: [String: String],
    descriptors: [Int32: Int32], ownGroup: Bool = false, closingOthers: Bool = false
  ) throws(ProcessFault) -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (target, source) in descriptors.sorted(by: { $0.key < $1.key }) {
      unsafe posix_spawn_file_actions_adddup2(&actions, source, target)
    }
    if closingOthers {
      for other in Int32(3)..<256 where descriptors[other] == nil {
        unsafe posix_spawn_file_actions_addclose(&actions, other)
      }
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    resetSignals(&attributes, ownGroup: ownGroup)

    var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      unsafe arguments.forEach { unsafe free($0) }
      unsafe variables.forEach { unsafe free($0) }
    }
    var pid = pid_t()
    let status = SpawnLock.hold {
      unsafe posix_spawnp(&pid, command[0], &actions, &attributes, &arguments, &variables)
    }
    guard status == 0 else {
      throw ProcessFault("cannot start \(command[0]): \(unsafe String(cString: strerror(status)))")
    }
    return pid
  }

  /// The child begins with default signals, whatever we block or ignore ourselves.
  private static func resetSignals(_ attributes: inout posix_spawnattr_t, ownGroup: Bool) {
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    var defaults = sigset_t()
    unsafe sigemptyset(&defaults)
    for signal in [SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGCHLD, SIGQUIT] {
      unsafe sigaddset(&defaults, signal)
    }
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    if ownGroup {
      flags |= POSIX_SPAWN_SETPGROUP
      unsafe posix_spawnattr_setpgroup(&attributes, 0)
    }
    unsafe posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
  }

  /// Waits until the process ends: its exit status, or 128 + the signal that ended it.
  package static func wait(_ pid: Int32) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(pid, &status, 0) < 0 {
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
