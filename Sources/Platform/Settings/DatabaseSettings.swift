/// How to reach MariaDB, either by a unix socket or by host and port.
package struct DatabaseSettings: Sendable {
  /// The unix socket; nil exactly when `host` is given.
  package var socket: String?
  /// The host; nil exactly when `socket` is given.
  package var host: String?
  package var port: Int
  package var user: String
  /// Empty: the server knows the user by the unix socket's owner.
  package var password: Secret
  package var name: String
  /// File with the certificate authority; nil: no TLS.
  package var authorityFile: String?

  package init(
    socket: String? = nil, host: String? = nil, port: Int = 3306, user: String,
    password: Secret = Secret(""), name: String = "erp", authorityFile: String? = nil
  ) {
    self.socket = socket
    self.host = host
    self.port = port
    self.user = user
    self.password = password
    self.name = name
    self.authorityFile = authorityFile
  }
}
