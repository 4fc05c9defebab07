/// What a responder answered.
package struct GatewayAnswer: Sendable {
  /// HTTP status; 200 when the responder named none.
  package let status: Int
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]

  /// The first header of that name, in whatever case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Takes a CGI answer apart: head, empty line, body; nil when there is no head.
  init?(cgi content: [UInt8]) {
    var status = 200
    var headers: [(name: String, value: String)] = []
    var rest = content[...]
    while let end = rest.firstIndex(of: 0x0A) {
      var line = rest[..<end]
      rest = rest[(end + 1)...]
      if line.last == 0x0D { line = line.dropLast() }
      if line.isEmpty {
        self.status = status
        self.headers = headers
        self.body = Array(rest)
        return
      }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let name = String(decoding: line[..<colon], as: UTF8.self)
      let value = String(
        decoding: line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
      if name.lowercased() == "status" {
        guard let number = Int(value.prefix(3)) else { return nil }
        status = number
      } else {
        headers.append((name, value))
      }
    }
    return nil
  }
}
