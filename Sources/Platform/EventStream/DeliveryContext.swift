package import MariaDBClient
package import RedisClient

/// What a handler works with: the open transaction, and what is to happen once it is committed.
///
/// Used on the consumer's thread, during one call of a handler.
package final class DeliveryContext {
  /// The connection, inside the transaction that also records the event as done. The handler
  /// neither begins nor ends a transaction on it.
  package let connection: DatabaseConnection
  /// The consuming centre.
  package let consumer: String
  private(set) var hooks: [(RedisConnection) -> Void] = []

  init(connection: DatabaseConnection, consumer: String) {
    self.connection = connection
    self.consumer = consumer
  }

  /// Remembers something to do after the commit, such as refreshing a counter in Redis.
  ///
  /// It runs at most once, and not at all when the process dies: use it only for what may be lost.
  package func afterCommit(_ body: @escaping (RedisConnection) -> Void) {
    hooks.append(body)
  }
}
