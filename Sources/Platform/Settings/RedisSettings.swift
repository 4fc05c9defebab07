/// How to reach Redis: by a unix socket, by host and port, or by asking sentinels for the master.
package struct RedisSettings: Sendable {
  /// The unix socket; nil when `host` or `sentinels` are given.
  package var socket: String?
  /// The host; nil when `socket` or `sentinels` are given.
  package var host: String?
  package var port: Int
  /// Whom to ask for the master named `master`; empty: one server.
  package var sentinels: [NetworkAddress]
  package var master: String
  /// nil: no AUTH is sent.
  package var password: Secret?

  package init(
    socket: String? = nil, host: String? = nil, port: Int = 6379,
    sentinels: [NetworkAddress] = [], master: String = "erp", password: Secret? = nil
  ) {
    self.socket = socket
    self.host = host
    self.port = port
    self.sentinels = sentinels
    self.master = master
    self.password = password
  }
}
