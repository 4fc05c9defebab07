/// What a request is told for which there is no room.
package struct Overload: Sendable {
  /// What of the request the answer may depend on; nil where the peer had not said it in time.
  package struct Newcomer: Sendable, Equatable {
    package var requestID: String?
    package var acceptLanguage: String?
  }

  /// The body of the 503: JSON in the API's shape.
  let body: @Sendable (Newcomer) -> [UInt8]

  package init(body: @escaping @Sendable (Newcomer) -> [UInt8]) { self.body = body }

  /// For programs that nobody but this house's own asks.
  package static let plain = Overload { _ in
    let body =
      #"{"code":50300,"error":"unavailable","message":"Too busy, try again.","details":[]}"#
    return Array(body.utf8)
  }
}
