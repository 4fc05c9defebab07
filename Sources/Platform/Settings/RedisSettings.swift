/// How to reach Redis, either by a unix socket or by host and port.
package struct RedisSettings: Sendable {
  /// The unix socket; nil exactly when `host` is given.
  package var socket: String?
  /// The host; nil exactly when `socket` is given.
  package var host: String?
  package var port: Int
  /// nil: no AUTH is sent.
  package var password: Secret?

  package init(
    socket: String? = nil, host: String? = nil, port: Int = 6379, password: Secret? = nil
  ) {
    self.socket = socket
    self.host = host
    self.port = port
    self.password = password
  }
}
