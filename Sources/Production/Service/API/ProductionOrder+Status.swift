import ProductionDomain

/// Where an order stands, for centres that do not know this one's rules.
extension ProductionOrder {
  /// The status as clients see it.
  package var statusCode: String { status.rawValue }

  /// Whether work may be reported.
  package var isStarted: Bool { status == .started }

  /// Whether work was reported of it and not taken back.
  package var hasReports: Bool { reported > 0 }

  /// Whether its goods are in stock.
  package var isCompleted: Bool { status == .completed }
}
