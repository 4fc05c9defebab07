/// What one SKU is made of by the version in force.
package struct BOMBody: Equatable, Sendable {
  package let baseQuantity: Quantity
  package var components: [BOMComponent]

  package init(baseQuantity: Quantity, components: [BOMComponent]) {
    self.baseQuantity = baseQuantity
    self.components = components
  }
}

/// A product taken apart, level by level, down to what nothing is known to go into.
///
/// Quantities are not rounded on the way; each line, and each leaf's sum over all ways that lead to
/// it, is rounded up once at the fourth place.
package struct BOMExplosion: Sendable {
  /// The most lines, and the most SKUs in all lines' ways.
  package static let linesMax = 20_000
  package static let stepsMax = 200_000

  package struct Line: Equatable, Sendable {
    /// 1 for the product's own components.
    package let level: Int
    package let skuID: Int64
    package let quantity: QuantitySum
    /// From the product down to the SKU itself.
    package let way: [Int64]
    package let isLeaf: Bool
  }

  package struct Leaf: Equatable, Sendable {
    package let skuID: Int64
    package let quantity: QuantitySum
  }

  /// Each product's components right below it.
  package private(set) var lines: [Line] = []
  /// In ascending order of SKU.
  package private(set) var leaves: [Leaf] = []

  private struct Step {
    let skuID: Int64
    let quantity: ExactQuantity
    let way: [Int64]
  }

  /// - Throws: `templateNotFound` when there is nothing to take apart, `explosionTooLarge`,
  ///   `quantityOutOfRange` beyond 38 digits, and `cycle` when bodies were changed while they were
  ///   read
  package init(
    _ product: Int64, _ quantity: Quantity, bodies: [Int64: BOMBody]
  ) throws(ProductionRefusal) {
    guard bodies[product] != nil else { throw .templateNotFound }
    var sums: [Int64: ExactQuantity] = [:]
    var steps = 0
    var open = [Step(skuID: product, quantity: ExactQuantity(quantity), way: [product])]
    while let step = open.popLast() {
      let body = bodies[step.skuID]
      if step.way.count > 1 {
        steps += step.way.count
        if lines.count >= Self.linesMax || steps > Self.stepsMax { throw .explosionTooLarge }
        lines.append(
          Line(
            level: step.way.count - 1, skuID: step.skuID, quantity: try step.quantity.roundedUp,
            way: step.way, isLeaf: body == nil))
      }
      guard let body else {
        sums[step.skuID] = try (sums[step.skuID] ?? .zero).plus(step.quantity)
        continue
      }
      for component in body.components.reversed() {
        if step.way.contains(component.skuID) { throw .cycle(step.way + [component.skuID]) }
        open.append(
          Step(
            skuID: component.skuID,
            quantity: try component.need(for: step.quantity, base: body.baseQuantity),
            way: step.way + [component.skuID]))
      }
    }
    for (skuID, sum) in sums.sorted(by: { $0.key < $1.key }) {
      leaves.append(Leaf(skuID: skuID, quantity: try sum.roundedUp))
    }
  }
}
