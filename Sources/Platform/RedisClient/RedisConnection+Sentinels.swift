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
