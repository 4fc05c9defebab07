import JSONCoding

/// How often a call may be made and how much it takes, as delivered. Nginx keeps the rates
/// (`limit-zones.conf`), and a test keeps these the same.
package enum OpenAPILimits {
  /// Requests a second of one login.
  package static let ofLogin = 100
  /// Requests a second of one address: to log in, and to ask how everything is.
  package static let ofAddressToLogIn = 5
  package static let ofAddressForHealth = 10

  /// Writes the operation's `x-limits`.
  static func write(of route: Route, into writer: inout JSONWriter) {
    writer.key("x-limits")
    writer.object { writer in
      let isOpen = route.permission == .anyone
      writer.field("per", isOpen ? "address" : "login")
      writer.field(
        "requests_per_second",
        !isOpen ? ofLogin : route.isWrite ? ofAddressToLogIn : ofAddressForHealth)
      if route.media.body != nil { writer.field("body_bytes", route.media.bodyBytes) }
    }
  }
}
