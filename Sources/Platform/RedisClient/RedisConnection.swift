import CHiredis

/// One connection to Redis. Owned and used by one thread.
///
/// It connects at first use; where sentinels are given, to the master that they name. A master that
/// has become a replica counts as lost. After any failure the connection is freed, since a late
/// answer would otherwise be taken for that of the next command; for `pauseMilliseconds` every call
/// then throws `unavailable` at once.
@safe
package final class RedisConnection {
  package let options: RedisOptions
  /// Questions asked of the server so far; a pipeline is one. Tests hold requests to a number.
  package private(set) var roundTrips = 0

  var context: UnsafeMutablePointer<redisContext>?
  var pausedUntil: ContinuousClock.Instant?
  /// The place of the sentinel that answered last.
  var lastSentinel = 0
  /// The time-out that the socket has now.
  var socketMilliseconds = 0
  private var block: [UInt8] = []
  private var lengths: [Int] = []

  package init(settings options: RedisOptions) {
    self.options = options
  }

  deinit { close() }

  /// Asks one thing.
  /// - Parameter blockingMilliseconds: how long the command itself may wait at the server (BLOCK)
  /// - Throws: `refused` when the answer is an error
  @discardableResult
  package func command(
    _ arguments: [RedisArgument], blockingMilliseconds: Int = 0
  ) throws(RedisError) -> RedisReply {
    let replies = try unsafe exchange([arguments], connected(), blockingMilliseconds)
    if case .error(let reason) = replies[0] { throw .refused(reason) }
    return replies[0]
  }

  /// Pipelines commands; a command's error stands in its place, the others still run.
  @discardableResult
  package func pipeline(
    _ commands: [[RedisArgument]]
  ) throws(RedisError) -> [RedisReply] {
    commands.isEmpty ? [] : try unsafe exchange(commands, connected())
  }

  /// Sends all, then reads as many answers.
  func exchange(
    _ commands: [[RedisArgument]], _ context: UnsafeMutablePointer<redisContext>,
    _ blockingMilliseconds: Int = 0
  ) throws(RedisError) -> [RedisReply] {
    try unsafe setTimeout(options.commandMilliseconds + blockingMilliseconds, context)
    roundTrips += 1
    for command in commands { try unsafe append(command, context) }
    var replies: [RedisReply] = []
    replies.reserveCapacity(commands.count)
    for command in commands {
      let reply = try unsafe nextReply(context, to: command)
      if case .error(let reason) = reply, Self.isPassing(reason) { throw failed(reason) }
      replies.append(reply)
    }
    return replies
  }

  /// Lays the words of a command one after another and hands them to the library, with lengths:
  /// no byte in them has a meaning.
  private func append(
    _ command: [RedisArgument], _ context: UnsafeMutablePointer<redisContext>
  ) throws(RedisError) {
    block.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    for argument in command {
      let start = block.count
      argument.append(to: &block)
      lengths.append(block.count - start)
    }
    let status = unsafe block.withUnsafeBufferPointer { bytes in
      var next = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      var words: [UnsafePointer<CChar>?] = unsafe lengths.map { length in
        defer { unsafe next = next.map { unsafe $0 + length } }
        return unsafe next
      }
      return unsafe redisAppendCommandArgv(context, Int32(words.count), &words, &lengths)
    }
    guard status == REDIS_OK else { throw unsafe lost(context, during: command) }
  }

  private func nextReply(
    _ context: UnsafeMutablePointer<redisContext>, to command: [RedisArgument]
  ) throws(RedisError) -> RedisReply {
    var answer: UnsafeMutableRawPointer?
    guard unsafe redisGetReply(context, &answer) == REDIS_OK, let answer = unsafe answer else {
      throw unsafe lost(context, during: command)
    }
    defer { unsafe freeReplyObject(answer) }
    return unsafe RedisReply(copying: answer.assumingMemoryBound(to: redisReply.self))
  }

  /// A server that is starting, full of clients, busy with a script or no longer the master is as
  /// good as away.
  private static func isPassing(_ reason: String) -> Bool {
    ["LOADING ", "MASTERDOWN ", "BUSY ", "READONLY ", "ERR max number of clients"].contains {
      reason.hasPrefix($0)
    }
  }
}

extension RedisReply {
  /// Copies a reply of the library, with all within it.
  fileprivate init(copying reply: UnsafePointer<redisReply>) {
    let reply = unsafe reply.pointee
    switch unsafe reply.type {
    case REDIS_REPLY_INTEGER: self = unsafe .integer(reply.integer)
    case REDIS_REPLY_STRING: self = unsafe .string(Array(reply.bytes))
    case REDIS_REPLY_STATUS: self = unsafe .status(String(decoding: reply.bytes, as: UTF8.self))
    case REDIS_REPLY_ERROR: self = unsafe .error(String(decoding: reply.bytes, as: UTF8.self))
    case REDIS_REPLY_ARRAY:
      let elements = unsafe UnsafeBufferPointer(start: reply.element, count: reply.elements)
      self = unsafe .array(
        elements.map { unsafe $0.map { unsafe RedisReply(copying: $0) } ?? .null })
    default: self = .null
    }
  }
}

extension redisReply {
  fileprivate var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: str, count: len)
  }
}
