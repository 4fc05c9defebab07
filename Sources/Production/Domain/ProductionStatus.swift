/// Where a production order stands. `production_order.status` holds the raw value.
package enum ProductionStatus: String, CaseIterable, Sendable {
  /// Written down, with its bill of material and routing frozen.
  case created
  /// The workshop may begin.
  case released
  /// Its material is asked for, and work may be reported.
  case started
  /// Its goods are in stock.
  case completed
  case cancelled

  /// Whether material may come back: also when its goods are in stock, of what was left over.
  package var givesMaterialBack: Bool { self == .started || self == .completed }

  /// Whether it may be given up, reports aside.
  package var canBeCancelled: Bool { [.created, .released, .started].contains(self) }
}

/// Where an order's material is. `production_order.material_status` holds the raw value.
package enum MaterialStatus: String, CaseIterable, Sendable {
  /// Nothing was asked for, or all was given back.
  case none
  /// Asked for: the stock consumer is about to issue it.
  case pending
  /// All of it left the warehouse for the workshop.
  case issued
  /// Not all of it was there, so that nothing was issued.
  case short

  /// Whether it is still to be issued.
  package var isAwaited: Bool { self == .pending || self == .short }
}
