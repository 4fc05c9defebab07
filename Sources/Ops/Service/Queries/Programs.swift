import FastCGIServer
import FoundationEssentials
import Settings

/// The programs of the house that answer on a socket.
enum Programs {
  /// Centres, in the order of the floor plan, then the others.
  static let names = [
    "user", "item", "stock", "member", "promo", "order", "pos", "purchase", "production",
    "job", "cost", "ops", "auth", "relay", "worker",
  ]

  /// The workers of this machine by their sockets: systemd has one for each that is to run; a stack
  /// without systemd has one worker, whose socket has no number.
  static func workers(in sockets: [String]) -> [String] {
    let numbered = sockets.filter { $0.hasPrefix("worker-") && $0.hasSuffix(".sock") }
      .map { String($0.dropLast(".sock".count)) }
    return numbered.isEmpty ? ["worker"] : numbered.sorted()
  }

  /// All but this one, which would wait for its own thread if it asked itself. With little
  /// patience, so that a page answers in time when several of them hang.
  static func others(_ configuration: Configuration) -> [(name: String, client: GatewayClient)] {
    let folder = configuration.socketDirectory
    let sockets = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let asked = names.filter { !["ops", "worker"].contains($0) } + workers(in: sockets)
    return asked.map { name in
      (
        "erp-\(name.replacing("worker-", with: "worker@"))",
        GatewayClient(.unix(configuration.socketPath(name)), timeoutMilliseconds: 500)
      )
    }
  }
}
