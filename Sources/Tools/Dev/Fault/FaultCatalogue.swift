/// The 36 faults: each is done by this run, or says where it is.
enum FaultCatalogue {
  static let all: [Fault] = programs + stores + clients + told

  /// What the run may draw.
  static var done: [Fault] {
    all.filter { fault in
      if case .done = fault.way { true } else { false }
    }
  }

  static let programs = [
    Fault(1, "kill -9 of a responder", ProgramFaults.killResponder),
    Fault(2, "death after any step of an order", StepFaults.dieAfterAnyStep),
    Fault(3, "kill -9 of the relay", ProgramFaults.killRelay),
    Fault(4, "kill -9 of the worker: consumers", ProgramFaults.killWorker),
    Fault(5, "kill -9 of the worker twice: sweepers", ProgramFaults.killWorkerTwice),
    Fault(17, "Nginx: reloads, a worker killed, a restart", ProgramFaults.disturbNginx),
    Fault(18, "restart of a responder in good order", ProgramFaults.restartResponder),
    Fault(31, "garbage on a responder's socket", ProgramFaults.garbageOnSocket),
    Fault(35, "events pile up, then drain", ProgramFaults.backlog),
    Fault(36, "a responder gets no more memory", ProgramFaults.starve),
  ]

  static let stores = [
    Fault(6, "Redis emptied every second", StoreFaults.emptyRedis),
    Fault(7, "Redis killed, back empty", StoreFaults.killRedis),
    Fault(8, "Redis back with an old copy", StoreFaults.oldRedis),
    Fault(9, "Redis hangs", StoreFaults.hangRedis),
    Fault(10, "Redis has no memory left", StoreFaults.fillRedis),
    Fault(11, "kill -9 of MariaDB", StoreFaults.killDatabase),
    Fault(13, "MariaDB hangs", StoreFaults.hangDatabase),
    Fault(14, "MariaDB sessions killed", StoreFaults.killSessions),
    Fault(34, "streams trimmed, groups gone", StoreFaults.loseStreams),
  ]

  static let clients = [
    Fault(20, "one key from 50 clients at once", ClientFaults.sameKey),
    Fault(21, "400 buyers of 100 units, with kills", ClientFaults.lastUnits),
    Fault(23, "the same goods from both ends", ClientFaults.reversedLines),
    Fault(25, "slow clients", ClientFaults.slow),
    Fault(26, "clients gone half-way", ClientFaults.gone),
    Fault(27, "malformed bodies", ClientFaults.malformed),
    Fault(28, "too large", ClientFaults.oversized),
    Fault(29, "impossible numbers", ClientFaults.impossibleNumbers),
    Fault(30, "smuggled requests", ClientFaults.smuggled),
  ]

  static let told = [
    Fault(
      12, "power loss of MariaDB", elsewhere: "last in this run, on a volume of its own"),
    Fault(
      15, "data volume full",
      elsewhere: "last in this run, on a volume of its own: slowly, and at once"),
    Fault(16, "log folder full", elsewhere: "with 15: logs and bodies lie on the same volume"),
    Fault(19, "reboot", elsewhere: "make system-test: it needs a booted systemd"),
    Fault(
      22, "payment against expiry against cancellation",
      elsewhere: "FaultTests.oneOfPaymentCancellationAndExpiryWins: it needs orders of 5 s"),
    Fault(
      24, "clocks jump",
      elsewhere: "ClockTests: the programs' by an hour and a year, MariaDB's under load"),
    Fault(
      32, "tills in any order",
      elsewhere: "PosPropertyTests.anyWayEndsInTheSameBooks: permutations, repeats, kill -9"),
    Fault(
      33, "a poison event",
      elsewhere: "FailureTests.aPoisonEventBlocksNobodyDiesAndIsReplayed"),
  ]
}
