/// One supervised program of a stack.
package struct Part: Codable, Sendable {
  package let name: String
  package let command: [String]
  package let environment: [String: String]
  /// The listening sockets that the supervisor holds open for it and passes as descriptors from 3:
  /// paths, or IPv4 addresses with a port.
  package let sockets: [String]
  /// What asks it to end, and how long it may take before it is killed.
  package let stopSignal: Int32
  package let stopSeconds: Double
  /// Parts end stage by stage, lowest first.
  package let stage: Int
  /// Waits for a start command instead of starting with the supervisor.
  package let startsHeld: Bool
  /// How long after its death it is started again.
  package let restartDelay: Double

  init(
    name: String, command: [String], environment: [String: String] = [:], sockets: [String] = [],
    stopSignal: Int32 = 15, stopSeconds: Double, stage: Int, startsHeld: Bool = false,
    restartDelay: Double = 0
  ) {
    self.name = name
    self.command = command
    self.environment = environment
    self.sockets = sockets
    self.stopSignal = stopSignal
    self.stopSeconds = stopSeconds
    self.stage = stage
    self.startsHeld = startsHeld
    self.restartDelay = restartDelay
  }
}

/// What a supervisor is to run.
package struct Plan: Codable, Sendable {
  package let parts: [Part]
  package let logs: String
  package let control: String
  package let pidFile: String
  package let statusFile: String
  /// End when standard input ends, that is, when the process that started us has gone.
  package let endsWithStarter: Bool
  /// Removed at the end.
  package let removed: [String]
}

/// How a part is doing.
package struct PartStatus: Codable, Sendable {
  package enum State: String, Codable, Sendable {
    case held, running, stopping, stopped, waiting
  }

  package let name: String
  package let state: State
  /// 0 when it does not run.
  package let pid: Int32
  package let restarts: Int
  /// Seconds since 1970.
  package let startedAt: Double
  /// How it ended the last time, as a shell would say it; nil when it never did.
  package let lastExit: Int32?
}
