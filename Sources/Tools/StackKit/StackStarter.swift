import Foundation
import Glibc
import Processes

extension Stack {
  /// Starts a stack in `directory` for tests: free port, no rate limit, ends with this process.
  /// - Parameter environment: ERP_RATE_LIMIT, ERP_ALLOWED_ORIGINS (comma between them),
  ///   ERP_ADMIN_PASSWORD, and any further setting for the programs.
  package static func start(
    directory: String, port: Int = 0, environment: [String: String] = [:]
  ) throws(StackFault) -> Stack {
    var options = StackOptions(directory: directory, port: port)
    options.endsWithStarter = true
    options.rateLimit = try StackOptions.RateLimit(environment["ERP_RATE_LIMIT"] ?? "off")
    options.allowedOrigins = (environment["ERP_ALLOWED_ORIGINS"] ?? "")
      .split(separator: ",").map(String.init)
    options.adminPassword = environment["ERP_ADMIN_PASSWORD"]
    let ours = ["ERP_RATE_LIMIT", "ERP_ALLOWED_ORIGINS", "ERP_ADMIN_PASSWORD"]
    options.settings = environment.filter { !ours.contains($0.key) }
    return try start(options)
  }

  /// Starts a stack, or attaches to the one that runs in the directory already.
  ///
  /// - Parameter progress: is told each step.
  package static func start(
    _ options: StackOptions, progress: (String) -> Void = { _ in }
  ) throws(StackFault) -> Stack {
    if let running = try running(in: options.directory) {
      guard options.port == 0 || options.port == running.port else {
        throw StackFault("a stack runs in \(options.directory) at port \(running.port): stop it")
      }
      progress("already running")
      try StackStarter(options: options).refresh(running, progress)
      return running
    }
    return try StackStarter(options: options).start(progress)
  }
}

/// The steps from an empty folder to a serving stack.
struct StackStarter {
  let options: StackOptions
  let layout: StackLayout
  let installation: Installation

  init(options: StackOptions) throws(StackFault) {
    self.options = options
    layout = StackLayout(root: options.directory)
    installation = try Installation()
  }

  func start(_ progress: (String) -> Void) throws(StackFault) -> Stack {
    let database = DatabaseServer(layout: layout)
    let secrets = Secrets(layout: layout)
    try layout.prepare()
    let lock = try takeLock()
    defer { close(lock) }
    let port = options.port == 0 ? try UnixSocket.freePort() : options.port
    let stack = Stack(
      layout: layout, installation: installation, port: port,
      supervisor: SupervisorClient(layout: layout))
    let parts = PartList(
      layout: layout, installation: installation, options: options, secrets: secrets)

    let nginx = NginxCopy(
      layout: layout, installation: installation, options: options, port: port)
    try nginx.write()
    try database.writeSettings(small: options.endsWithStarter, log: options.keepsLog)
    try parts.writeSettings()
    try write("\(port)", to: layout.port)
    let installing = Background { () throws(StackFault) in
      guard uses("mariadb"), !database.isInstalled else { return }
      try database.install()
    }
    try nginx.check()
    try secrets.prepare(adminPassword: options.adminPassword)
    try installing.wait()
    try startSupervisor(try parts.make())
    progress("stores and Nginx start at port \(port)")
    do {
      try stack.supervisor.wait(for: "the supervisor starts", seconds: 5) {
        stack.supervisor.isAlive
      }
      try prepareStores(stack, secrets: secrets, progress)
      try startResponders(stack, progress)
      try adoptAdminPassword(stack, progress)
    } catch {
      let tails = logTails()
      try? stack.shutdown()
      throw StackFault("\(error)\n\(tails)")
    }
    return stack
  }

  /// - Parameter others: folders of theirs that go with the data at the end
  func startSupervisor(_ parts: [Part], others: [String] = []) throws(StackFault) {
    let removed =
      options.endsWithStarter
      ? [layout.mariadb, layout.redis, layout.secrets] + others : []
    let plan = Plan(
      parts: parts, logs: layout.logs, control: layout.control, pidFile: layout.pidFile,
      statusFile: layout.status, endsWithStarter: options.endsWithStarter, removed: removed)
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try encoder.encode(plan).write(to: URL(fileURLWithPath: layout.plan))
      chmod(layout.plan, 0o600)
    } catch {
      throw StackFault("cannot write the plan: \(error)")
    }
    let log = try Descriptor.open(layout.log("supervisor"), O_WRONLY | O_CREAT | O_APPEND)
    defer { close(log) }
    // While this process lives, it keeps the writing end; the supervisor reads the other.
    let input =
      options.endsWithStarter
      ? try Descriptor.pipe().reading : try Descriptor.open("/dev/null", O_RDONLY)
    defer { close(input) }
    _ = try Spawn.start(
      [installation.program("erp-dev"), "supervise", layout.plan],
      environment: Command.inherited, descriptors: [0: input, 1: log, 2: log])
  }

  func write(_ text: String, to path: String) throws(StackFault) {
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw StackFault("cannot write \(path): \(error)")
    }
  }

  private func takeLock() throws(StackFault) -> Int32 {
    let descriptor = try Descriptor.open(layout.root + "/lock", O_RDWR | O_CREAT)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw StackFault("somebody else is just starting the stack in \(layout.root)")
    }
    return descriptor
  }

  private func logTails() -> String {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: layout.logs)) ?? []
    return files.sorted().compactMap { file in
      guard let text = try? String(contentsOfFile: "\(layout.logs)/\(file)", encoding: .utf8),
        !text.isEmpty
      else { return nil }
      let lines = text.split(separator: "\n").suffix(6).joined(separator: "\n")
      return "--- \(file)\n\(lines)"
    }.joined(separator: "\n")
  }

  var operatorEnvironment: [String: String] {
    Self.operatorEnvironment(layout: layout, installation: installation)
  }

  static func operatorEnvironment(
    layout: StackLayout, installation: Installation
  ) -> [String: String] {
    PartList(
      layout: layout, installation: installation, options: StackOptions(directory: layout.root),
      secrets: Secrets(layout: layout)
    ).environment(of: "admin")
  }
}
