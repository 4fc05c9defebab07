/// What came out of an operation: what is good, what is defective, and what is scrap, by cause.
package struct WorkOutput: Equatable, Sendable {
  package var good: Quantity
  package var defect: Quantity
  /// Spoilt by the work itself 工废.
  package var laborScrap: Quantity
  /// Spoilt because the material was bad 料废.
  package var materialScrap: Quantity
  package var otherScrap: Quantity

  package init(
    good: Quantity, defect: Quantity = .zero, laborScrap: Quantity = .zero,
    materialScrap: Quantity = .zero, otherScrap: Quantity = .zero
  ) {
    self.good = good
    self.defect = defect
    self.laborScrap = laborScrap
    self.materialScrap = materialScrap
    self.otherScrap = otherScrap
  }

  package static let none = WorkOutput(good: .zero)

  package var parts: [Quantity] { [good, defect, laborScrap, materialScrap, otherScrap] }

  /// Scrap of all causes.
  package var scrap: Quantity {
    get throws(DecimalFault) { try Quantity.sum([laborScrap, materialScrap, otherScrap]) }
  }

  /// All that was worked on.
  package var total: Quantity {
    get throws(DecimalFault) { try Quantity.sum(parts) }
  }

  package static func + (
    left: WorkOutput, right: WorkOutput
  ) throws(DecimalFault) -> WorkOutput {
    WorkOutput(
      good: try left.good + right.good, defect: try left.defect + right.defect,
      laborScrap: try left.laborScrap + right.laborScrap,
      materialScrap: try left.materialScrap + right.materialScrap,
      otherScrap: try left.otherScrap + right.otherScrap)
  }

  /// What takes it back.
  package static prefix func - (output: WorkOutput) -> WorkOutput {
    WorkOutput(
      good: -output.good, defect: -output.defect, laborScrap: -output.laborScrap,
      materialScrap: -output.materialScrap, otherScrap: -output.otherScrap)
  }
}
