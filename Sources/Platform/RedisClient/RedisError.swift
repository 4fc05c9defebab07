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
