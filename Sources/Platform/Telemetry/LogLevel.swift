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

  package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }
}
