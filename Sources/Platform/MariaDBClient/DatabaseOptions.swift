/// Where MariaDB is, on one server or on a cluster's nodes, as whom to speak to it, and how long to
/// wait for it.
///
/// The description hides the password, so that a log line may name the options.
package struct DatabaseOptions: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  /// How the server is reached.
  package enum Endpoint: Sendable, Equatable {
    case socket(String)
    case tcp(host: String, port: UInt32)
  }

  /// Several are the nodes of one Galera cluster: the first that is ready is used. All programs
  /// must name them in the same order, so that one node at a time is written to.
  package var endpoints: [Endpoint]
  package var user: String
  package var password: String
  package var database: String
  /// Path of a PEM file with the authority that signed the server's certificate. When set (TCP
  /// only) the connection is refused unless it is encrypted and the server's name is proven.
  package var tlsAuthority: String?

  package var connectSeconds: UInt32 = 2
  package var readSeconds: UInt32 = 10
  package var writeSeconds: UInt32 = 10
  /// The server ends a statement after this long; 0 is never.
  package var statementSeconds: UInt32 = 5
  package var lockWaitSeconds: UInt32 = 3
  /// Prepared statements kept on one connection; the least recently used one gives way.
  package var preparedStatements: Int = 200

  /// Shared by all connections made with these options or copies of them; nil for one server.
  var choice: NodeChoice?

  /// Options with the house's time-outs, for one server.
  package init(
    endpoint: Endpoint, user: String, password: String = "", database: String,
    tlsAuthority: String? = nil
  ) {
    self.init(
      endpoints: [endpoint], user: user, password: password, database: database,
      tlsAuthority: tlsAuthority)
  }

  /// Options with the house's time-outs, for the nodes of a cluster; they apply to each node.
  package init(
    endpoints: [Endpoint], user: String, password: String = "", database: String,
    tlsAuthority: String? = nil
  ) {
    self.endpoints = endpoints
    self.user = user
    self.password = password
    self.database = database
    self.tlsAuthority = tlsAuthority
    choice = endpoints.count > 1 ? NodeChoice() : nil
  }

  /// Whether another node may finish what this one has been told.
  package var isCluster: Bool { choice != nil }

  /// The same server for statements that may take so long.
  package func waiting(seconds: UInt32) -> DatabaseOptions {
    var copy = self
    copy.statementSeconds = seconds
    copy.readSeconds = max(readSeconds, seconds + 5)
    return copy
  }

  /// The same server for work that may take long, such as changing a large table: no limit on a
  /// statement, and an hour to wait for its answer.
  package var unhurried: DatabaseOptions {
    var copy = self
    copy.statementSeconds = 0
    copy.readSeconds = 3600
    return copy
  }

  package var description: String { "\(user)@\(endpoints)/\(database)" }
  package var debugDescription: String { description }
}
