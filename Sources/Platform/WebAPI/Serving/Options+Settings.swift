package import MariaDBClient
package import RedisClient
package import Settings

/// The clients know nothing of configuration keys; here the two meet.
extension DatabaseOptions {
  package init(_ settings: DatabaseSettings) {
    let endpoint: Endpoint =
      if let host = settings.host, settings.socket == nil {
        .tcp(host: host, port: UInt32(settings.port))
      } else {
        .socket(settings.socket ?? "/run/mysqld/mysqld.sock")
      }
    self.init(
      endpoint: endpoint, user: settings.user, password: settings.password.reveal(),
      database: settings.name, tlsAuthority: settings.authorityFile)
  }
}

extension RedisOptions {
  package init(_ settings: RedisSettings) {
    let endpoint: Endpoint =
      if let host = settings.host, settings.socket == nil {
        .tcp(host: host, port: Int32(settings.port))
      } else {
        .socket(settings.socket ?? "/run/redis/redis-server.sock")
      }
    self.init(endpoint: endpoint, password: settings.password?.reveal())
  }
}
