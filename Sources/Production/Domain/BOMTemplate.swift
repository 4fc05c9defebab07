/// A version of what one SKU is made of, and how.
package struct BOMTemplate: Equatable, Sendable {
  package var id: Int64
  package let skuID: Int64
  /// The version's name, such as "1.0".
  package let label: String
  package let baseQuantity: Quantity
  package let isActive: Bool
  package let window: TemplateWindow
  package let createdBy: Int64
  package let createdAt: Instant
  package var components: [BOMComponent]
  package var operations: [ProductionOperation]

  package init(
    id: Int64 = 0, skuID: Int64, label: String, baseQuantity: Quantity, isActive: Bool,
    window: TemplateWindow, createdBy: Int64, createdAt: Instant,
    components: [BOMComponent] = [], operations: [ProductionOperation] = []
  ) {
    self.id = id
    self.skuID = skuID
    self.label = label
    self.baseQuantity = baseQuantity
    self.isActive = isActive
    self.window = window
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.components = components
    self.operations = operations
  }

  /// What an order for so much of the product takes.
  package func materials(
    for quantity: Quantity
  ) throws(ProductionRefusal) -> [ProductionMaterial] {
    var materials: [ProductionMaterial] = []
    for component in components {
      materials.append(
        ProductionMaterial(
          component: component,
          required: try component.required(for: quantity, base: baseQuantity)))
    }
    return materials
  }
}

/// When a version of a bill of material is in force: from its beginning to just before its end.
package struct TemplateWindow: Equatable, Sendable {
  /// Nil: since ever.
  package let from: Instant?
  /// Nil: for ever.
  package let to: Instant?

  package init(from: Instant?, to: Instant?) {
    self.from = from
    self.to = to
  }

  /// What a newer version leaves of an older one.
  package enum Remainder: Equatable, Sendable {
    case all
    case until(Instant)
    case nothing
  }

  package func contains(_ time: Instant) -> Bool {
    (from.map { $0 <= time } ?? true) && (to.map { time < $0 } ?? true)
  }

  package func overlaps(_ other: TemplateWindow) -> Bool {
    Self.begins(from, before: other.to) && Self.begins(other.from, before: to)
  }

  /// What is left of this window when a newer version takes over from its own beginning: the time
  /// before that. Nothing comes back when the newer one has ended.
  package func remainder(after newer: TemplateWindow) -> Remainder {
    guard overlaps(newer) else { return .all }
    guard let start = newer.from, from.map({ $0 < start }) ?? true else { return .nothing }
    return .until(start)
  }

  private static func begins(_ start: Instant?, before end: Instant?) -> Bool {
    guard let start, let end else { return true }
    return start < end
  }
}
