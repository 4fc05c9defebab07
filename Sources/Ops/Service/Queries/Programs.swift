import FastCGIServer
import Settings

/// The programs of the house that answer on a socket.
enum Programs {
  /// Centres, in the order of the floor plan, then the others.
  static let names = [
    "user", "item", "stock", "member", "promo", "order", "pos", "purchase", "production",
    "job", "cost", "ops", "auth", "relay", "worker",
  ]

  /// All but this one, which would wait for its own thread if it asked itself. With little
  /// patience, so that a page answers in time when several of them hang.
  static func others(_ configuration: Configuration) -> [(name: String, client: GatewayClient)] {
    names.filter { $0 != "ops" }.map { name in
      (
        "erp-\(name)",
        GatewayClient(.unix(configuration.socketPath(name)), timeoutMilliseconds: 500)
      )
    }
  }
}
