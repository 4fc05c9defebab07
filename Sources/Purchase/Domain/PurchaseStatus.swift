/// Where a purchase order stands. `purchase_order.status` holds the raw value.
package enum PurchaseStatus: String, CaseIterable, Sendable {
  /// Written down; nobody has decided about it.
  case draft
  /// Somebody else said yes: the supplier may deliver.
  case approved
  /// Somebody else said no.
  case rejected
  case partReceived = "part_received"
  /// Every line has come in full.
  case received
  /// What is missing is not waited for any more.
  case closed

  /// Whether goods may arrive. A full order still takes what its tolerance allows.
  package var takesGoods: Bool { [.approved, .partReceived, .received].contains(self) }

  /// Whether goods have arrived, or may have before the rest was given up.
  package var givesGoodsBack: Bool { [.partReceived, .received, .closed].contains(self) }

  /// Whether it may be given up: nothing, or not everything, has arrived.
  package var canBeClosed: Bool { [.draft, .approved, .partReceived].contains(self) }

  /// Whether the decision about it may be taken back: nothing has arrived.
  package var isDecided: Bool { [.approved, .rejected].contains(self) }
}

/// Whether a supplier may be ordered from. `purchase_supplier.status` holds the raw value.
package enum SupplierStatus: String, CaseIterable, Sendable {
  case active
  case inactive
}
