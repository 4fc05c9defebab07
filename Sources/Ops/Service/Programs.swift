/// The programs of the house that answer on a socket.
enum Programs {
  /// Centres, in the order of the floor plan, then the others.
  static let names = [
    "user", "item", "stock", "member", "promo", "order", "pos", "purchase", "production",
    "job", "cost", "ops", "auth", "relay", "worker",
  ]
}
