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
}

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
}

/// Host and port of a server, written `10.0.0.21:3306` or `[fd00::21]:3306`.
package struct NetworkAddress: Sendable, Hashable {
  /// A name or a numeric address, without brackets.
  package let host: String
  /// 1 … 65535.
  package let port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Reads a list with commas; blanks around them do not matter. Nil when an entry has no port, is
  /// empty, or is named twice.
  static func list(_ text: String) -> [NetworkAddress]? {
    var addresses: [NetworkAddress] = []
    for entry in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let address = NetworkAddress(entry.trimmed), !addresses.contains(address) else {
        return nil
      }
      addresses.append(address)
    }
    return addresses
  }

  private init?(_ text: Substring) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
      (1...65_535).contains(port)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    if host.isEmpty || host.contains(where: \.isWhitespace) { return nil }
    self.init(host: String(host), port: port)
  }
}

/// A password: it can be used, but never printed, encoded or logged by accident.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let text: String

  /// Takes over the secret text.
  package init(_ text: String) {
    self.text = text
  }

  /// The secret itself, for the one call that needs it.
  package func reveal() -> String { text }

  /// True when there is nothing to hide.
  package var isEmpty: Bool { text.isEmpty }

  package var description: String { "***" }
  package var debugDescription: String { "***" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
