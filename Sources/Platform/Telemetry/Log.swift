internal import Glibc
internal import Kernel
internal import Synchronization

/// One JSON object a line on stderr, from where the journal takes it.
///
/// Any thread may log. A line is one write(2), so lines never mix. Before `bootstrap` the program
/// is called `erp` and the level is `notice`.
package enum Log {
  private static let program = Mutex("erp")
  private static let lowest = Atomic<Int>(LogLevel.notice.rank)
  private static let descriptor = Atomic<Int32>(STDERR_FILENO)
  /// Whether systemd's journal reads stderr: then each line begins with its priority, as
  /// sd-daemon(3) has it, and `journalctl -p err` finds it.
  private static let isJournal = StandardErrorStream.isJournal

  /// Names the program and sets the least important level; call it once, first in `main`.
  package static func bootstrap(program name: String, level: LogLevel) {
    program.withLock { $0 = name }
    lowest.store(level.rank, ordering: .relaxed)
  }

  /// The same with the level's name as the configuration has it; an unknown one is `notice`.
  package static func bootstrap(program name: String, level: String) {
    bootstrap(program: name, level: LogLevel(rawValue: level) ?? .notice)
  }

  /// Whether lines of this level are written.
  package static func isEnabled(_ level: LogLevel) -> Bool {
    level.rank >= lowest.load(ordering: .relaxed)
  }

  /// For whoever changes the code.
  package static func debug(
    _ message: @autoclosure () -> String, requestID: String? = nil,
    _ fields: @autoclosure () -> [(StaticString, LogValue)] = []
  ) {
    if isEnabled(.debug) { write(.debug, message(), requestID, fields()) }
  }

  /// The normal course, in detail.
  package static func info(
    _ message: @autoclosure () -> String, requestID: String? = nil,
    _ fields: @autoclosure () -> [(StaticString, LogValue)] = []
  ) {
    if isEnabled(.info) { write(.info, message(), requestID, fields()) }
  }

  /// The normal course, as far as an operator wants to see it: started, stopped.
  package static func notice(
    _ message: @autoclosure () -> String, requestID: String? = nil,
    _ fields: @autoclosure () -> [(StaticString, LogValue)] = []
  ) {
    if isEnabled(.notice) { write(.notice, message(), requestID, fields()) }
  }

  /// Recovered by itself.
  package static func warning(
    _ message: @autoclosure () -> String, requestID: String? = nil,
    _ fields: @autoclosure () -> [(StaticString, LogValue)] = []
  ) {
    if isEnabled(.warning) { write(.warning, message(), requestID, fields()) }
  }

  /// Needs an operator.
  package static func error(
    _ message: @autoclosure () -> String, requestID: String? = nil,
    _ fields: @autoclosure () -> [(StaticString, LogValue)] = []
  ) {
    if isEnabled(.error) { write(.error, message(), requestID, fields()) }
  }

  /// Tests look at the lines in a pipe of their own.
  static func redirect(to other: Int32) {
    descriptor.store(other, ordering: .relaxed)
  }

  private static func write(
    _ level: LogLevel, _ message: String, _ requestID: String?,
    _ fields: [(StaticString, LogValue)]
  ) {
    var line = LogLine(at: Instant.now())
    line.add("level", .string(level.rawValue))
    line.add("program", .string(program.withLock { $0 }))
    line.add("message", .string(message))
    if let requestID { line.add("request_id", .string(requestID)) }
    for (key, value) in fields { line.add(key, value) }
    let bytes = line.finish(priority: isJournal ? level.priority : nil)
    let target = descriptor.load(ordering: .relaxed)
    // A line that cannot be written is lost; there is nobody to tell.
    unsafe bytes.withUnsafeBytes { raw in
      while unsafe Glibc.write(target, raw.baseAddress, raw.count) < 0, errno == EINTR {}
    }
  }
}

/// How much a line matters; the names are those of the configuration and of the journal.
package enum LogLevel: String, Sendable, CaseIterable, Comparable {
  case debug
  case info
  case notice
  case warning
  case error

  /// 0 is the least important.
  var rank: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .notice: 2
    case .warning: 3
    case .error: 4
    }
  }

  /// syslog(3)'s number of it.
  var priority: UInt8 {
    switch self {
    case .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    }
  }

  package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }
}

/// The value of a field of a log line. Never give it a password, a token or a full phone number.
package enum LogValue: Sendable, Equatable, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  case string(String)
  case integer(Int64)
  case bool(Bool)

  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }

  /// Any whole number.
  package init(_ value: some BinaryInteger) { self = .integer(Int64(clamping: value)) }
  /// Any text.
  package init(_ value: String) { self = .string(value) }
}
