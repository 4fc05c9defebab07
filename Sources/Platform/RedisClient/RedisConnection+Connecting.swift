import CHiredis
import Glibc

extension RedisConnection {
  /// The live connection, made where needed.
  func connected() throws(RedisError) -> UnsafeMutablePointer<redisContext> {
    // Detected before any command was sent: reconnect silently.
    if let context = unsafe context, unsafe Self.peerHasClosed(context) { close() }
    if let context = unsafe context { return unsafe context }
    if let pausedUntil, ContinuousClock.now < pausedUntil {
      throw .unavailable("it failed less than \(options.pauseMilliseconds) ms ago")
    }
    let endpoint = try self.endpoint()
    guard Self.ignoresBrokenPipes, let fresh = unsafe open(endpoint) else {
      throw failed("no memory")
    }
    unsafe context = unsafe fresh
    guard unsafe fresh.pointee.err == 0 else {
      throw failed("connect: \(unsafe Self.reason(fresh))")
    }
    socketMilliseconds = options.connectMilliseconds
    try unsafe authenticate(fresh)
    if case .sentinels = options.endpoint { try unsafe requireMaster(fresh) }
    return unsafe fresh
  }

  /// Where to connect: as the options say, or as a sentinel does now.
  private func endpoint() throws(RedisError) -> RedisOptions.Endpoint {
    guard case .sentinels(let sentinels, let name) = options.endpoint else {
      return options.endpoint
    }
    guard let master = askSentinels(sentinels, for: name) else {
      throw failed("no sentinel knows the master \(name)")
    }
    return .tcp(host: master.host, port: master.port)
  }

  /// A sentinel may not know yet that its master has become a replica.
  private func requireMaster(
    _ context: UnsafeMutablePointer<redisContext>
  ) throws(RedisError) {
    let replies = try unsafe exchange([["ROLE"]], context)
    if replies[0].elements?.first?.text != "master" { throw failed("it is no master") }
  }

  /// Ends the connection; the next use makes a new one.
  package func close() {
    guard let old = unsafe context else { return }
    unsafe context = nil
    unsafe redisFree(old)
  }

  /// Frees the connection and starts the pause.
  func failed(_ reason: String) -> RedisError {
    close()
    pausedUntil = ContinuousClock.now + .milliseconds(options.pauseMilliseconds)
    return .unavailable(reason)
  }

  /// What the library says went wrong with a command, named by its first word.
  func lost(
    _ context: UnsafeMutablePointer<redisContext>, during command: [RedisArgument]
  ) -> RedisError {
    let name = if case .text(let word)? = command.first { word } else { "command" }
    return failed("\(name): \(unsafe Self.reason(context))")
  }

  /// Sets the socket's time-outs, unless they already are so.
  func setTimeout(
    _ milliseconds: Int, _ context: UnsafeMutablePointer<redisContext>
  ) throws(RedisError) {
    if milliseconds == socketMilliseconds { return }
    guard unsafe redisSetTimeout(context, Self.time(milliseconds)) == REDIS_OK else {
      throw failed("time-out: \(unsafe Self.reason(context))")
    }
    socketMilliseconds = milliseconds
  }

  private func open(
    _ endpoint: RedisOptions.Endpoint
  ) -> UnsafeMutablePointer<redisContext>? {
    let time = Self.time(options.connectMilliseconds)
    return switch endpoint {
    case .socket(let path): unsafe redisConnectUnixWithTimeout(path, time)
    case .tcp(let host, let port): unsafe redisConnectWithTimeout(host, port, time)
    case .sentinels: nil
    }
  }

  private func authenticate(
    _ context: UnsafeMutablePointer<redisContext>
  ) throws(RedisError) {
    guard let password = options.password else { return }
    let user: [RedisArgument] = options.user.map { [.text($0)] } ?? []
    let replies = try unsafe exchange([["AUTH"] + user + [.text(password)]], context)
    if case .error(let reason) = replies[0] {
      _ = failed(reason)
      throw .refused(reason)
    }
  }

  private static func time(_ milliseconds: Int) -> timeval {
    timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
  }

  private static func reason(_ context: UnsafeMutablePointer<redisContext>) -> String {
    unsafe withUnsafeBytes(of: context.pointee.errstr) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// Redis never speaks unasked: whatever can be read is the end of the connection.
  private static func peerHasClosed(_ context: UnsafeMutablePointer<redisContext>) -> Bool {
    var descriptor = pollfd(fd: unsafe context.pointee.fd, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&descriptor, 1, 0) != 0
  }

  /// This version of hiredis writes with write(2): a lost server must be an error, not a signal.
  private static let ignoresBrokenPipes: Bool = {
    _ = signal(SIGPIPE, SIG_IGN)
    return true
  }()
}

extension RedisConnection {
  /// The master of that name as the first sentinel that answers sees it; nil when none does.
  ///
  /// Begins with the one that answered the last time, so that a sentinel that is away costs its
  /// time-out once.
  func askSentinels(_ sentinels: [RedisServer], for master: String) -> RedisServer? {
    for offset in sentinels.indices {
      let index = (lastSentinel + offset) % sentinels.count
      if let found = ask(sentinels[index], for: master) {
        lastSentinel = index
        return found
      }
    }
    return nil
  }

  private func ask(_ sentinel: RedisServer, for master: String) -> RedisServer? {
    var options = RedisOptions(endpoint: .tcp(host: sentinel.host, port: sentinel.port))
    options.connectMilliseconds = self.options.connectMilliseconds
    options.commandMilliseconds = self.options.connectMilliseconds
    let connection = RedisConnection(settings: options)
    defer { connection.close() }
    let question: [RedisArgument] = ["SENTINEL", "get-master-addr-by-name", .text(master)]
    guard let parts = (try? connection.command(question))?.elements, parts.count == 2,
      let host = parts[0].text, let port = parts[1].int.flatMap({ UInt16(exactly: $0) }), port > 0
    else { return nil }
    return RedisServer(host: host, port: Int32(port))
  }
}
