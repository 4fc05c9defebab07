/// What a handler answers.
package struct GatewayResponse: Sendable {
  enum Form {
    case whole
    /// Head and body went out with `beginResponse` and `write`.
    case streamed
    /// The body could not be finished; the peer must notice.
    case aborted
  }

  /// HTTP status.
  package var status: Int
  /// Without Content-Length, which the gateway sets. Control characters in them become blanks.
  package var headers: [(String, String)]
  package var body: [UInt8]
  let form: Form

  package init(status: Int, headers: [(String, String)] = [], body: [UInt8] = []) {
    self.init(status: status, headers: headers, body: body, form: .whole)
  }

  private init(status: Int, headers: [(String, String)], body: [UInt8], form: Form) {
    self.status = status
    self.headers = headers
    self.body = body
    self.form = form
  }

  /// The answer has been written with `beginResponse` and `write`.
  package static let streamed = GatewayResponse(
    status: 200, headers: [], body: [], form: .streamed)

  /// A streamed answer that broke off: the connection is cut, so that no client takes the part
  /// for the whole.
  package static let aborted = GatewayResponse(status: 500, headers: [], body: [], form: .aborted)
}
