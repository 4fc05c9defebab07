/// Host and port of a Redis server or a sentinel.
package struct RedisServer: Sendable, Equatable {
  package let host: String
  package let port: Int32

  package init(host: String, port: Int32) {
    self.host = host
    self.port = port
  }
}

/// Where a Redis server is, and how long to wait for it.
///
/// The description hides the password, so that a log line may name the options.
package struct RedisOptions: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  /// How the server is reached.
  package enum Endpoint: Sendable, Equatable {
    case socket(String)
    case tcp(host: String, port: Int32)
    /// Each connection asks the first of these that answers who the master of that name is.
    case sentinels([RedisServer], master: String)
  }

  package var endpoint: Endpoint
  /// Name of the ACL user; nil is the default user.
  package var user: String?
  package var password: String?
  /// For each server that is tried, sentinels too, which also answer within it.
  package var connectMilliseconds = 500
  package var commandMilliseconds = 1000
  /// After a failure nothing is tried for so long: callers then do without Redis at no cost.
  package var pauseMilliseconds = 500

  /// Options with the house's time-outs.
  package init(endpoint: Endpoint, user: String? = nil, password: String? = nil) {
    self.endpoint = endpoint
    self.user = user
    self.password = password
  }

  package var description: String { "\(endpoint)" }
  package var debugDescription: String { description }
}

/// Why there is no answer. Names the command and never its values.
package enum RedisError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Redis is away, slow, loading, or was so within the last half second. What was asked may have
  /// happened.
  case unavailable(String)
  /// Redis answered with an error, given in its words.
  case refused(String)

  package var description: String {
    switch self {
    case .unavailable(let reason): "Redis is unavailable: \(reason)"
    case .refused(let reason): "Redis refused: \(reason)"
    }
  }
}
