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
