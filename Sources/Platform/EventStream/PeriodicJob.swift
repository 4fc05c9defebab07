package import MariaDBClient
package import RedisClient

/// Work that comes back: sweeping what expired, purging what is old.
package struct PeriodicJob: Sendable {
  /// A run stops after that, however much there is to do: lock waits may make it slow.
  package static let longest = Duration.seconds(30)

  package let name: String
  package let seconds: Int
  /// Whether it runs while all other work is held.
  package let worksWhileHeld: Bool
  package let body: @Sendable (DatabaseConnection, RedisConnection) throws -> Int

  /// - Parameters:
  ///   - name: for logs and metrics
  ///   - seconds: pause after a run that found nothing to do
  ///   - worksWhileHeld: for what writes nothing (`StopSignal.isHeld`)
  ///   - body: one bounded piece of work, in transactions of its own; returns how much it did, and
  ///     is called again at once unless that was nothing. Several processes may run it at the same
  ///     time. Redis is there for counters, and may be away.
  package init(
    _ name: String, everySeconds seconds: Int, worksWhileHeld: Bool = false,
    _ body: @escaping @Sendable (DatabaseConnection, RedisConnection) throws -> Int
  ) {
    self.name = name
    self.seconds = seconds
    self.worksWhileHeld = worksWhileHeld
    self.body = body
  }
}
