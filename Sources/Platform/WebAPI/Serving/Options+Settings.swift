package import MariaDBClient
package import RedisClient
package import Settings

/// The clients know nothing of configuration keys; here the two meet.
extension DatabaseOptions {
  package init(_ settings: DatabaseSettings) {
    let endpoints: [Endpoint] =
      if !settings.nodes.isEmpty {
        settings.nodes.map { .tcp(host: $0.host, port: UInt32($0.port)) }
      } else if let host = settings.host, settings.socket == nil {
        [.tcp(host: host, port: UInt32(settings.port))]
      } else {
        [.socket(settings.socket ?? "/run/mysqld/mysqld.sock")]
      }
    self.init(
      endpoints: endpoints, user: settings.user, password: settings.password.reveal(),
      database: settings.name, tlsAuthority: settings.authorityFile)
  }
}

extension RedisOptions {
  package init(_ settings: RedisSettings) {
    let endpoint: Endpoint =
      if !settings.sentinels.isEmpty {
        .sentinels(
          settings.sentinels.map { RedisServer(host: $0.host, port: Int32($0.port)) },
          master: settings.master)
      } else if let host = settings.host, settings.socket == nil {
        .tcp(host: host, port: Int32(settings.port))
      } else {
        .socket(settings.socket ?? "/run/redis/redis-server.sock")
      }
    self.init(endpoint: endpoint, password: settings.password?.reveal())
  }
}
