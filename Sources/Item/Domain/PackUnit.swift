package import Kernel

/// A unit that a SKU is packed in besides its base unit: a box of 12.
package struct PackUnit: Hashable, Sendable {
  package let name: String
  /// Base units in one of it.
  package let factor: Quantity
  /// What its label may say; several when the label changed over time.
  package var barcodes: [String]

  package init(name: String, factor: Quantity, barcodes: [String]) {
    self.name = name
    self.factor = factor
    self.barcodes = barcodes
  }
}
