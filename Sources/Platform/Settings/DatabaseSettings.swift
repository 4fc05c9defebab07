/// How to reach MariaDB: by a unix socket, by host and port, or as a cluster of nodes.
package struct DatabaseSettings: Sendable {
  /// The unix socket; nil when `host` or `nodes` are given.
  package var socket: String?
  /// The host; nil when `socket` or `nodes` are given.
  package var host: String?
  package var port: Int
  /// A cluster's nodes, in the order in which to try them; empty: one server.
  package var nodes: [NetworkAddress]
  package var user: String
  /// Empty: the server knows the user by the unix socket's owner.
  package var password: Secret
  package var name: String
  /// File with the certificate authority; nil: no TLS.
  package var authorityFile: String?

  package init(
    socket: String? = nil, host: String? = nil, port: Int = 3306,
    nodes: [NetworkAddress] = [], user: String, password: Secret = Secret(""), name: String = "erp",
    authorityFile: String? = nil
  ) {
    self.socket = socket
    self.host = host
    self.port = port
    self.nodes = nodes
    self.user = user
    self.password = password
    self.name = name
    self.authorityFile = authorityFile
  }
}
