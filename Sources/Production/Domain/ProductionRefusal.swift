/// Less of a material is there than an order requires.
package struct MaterialShortage: Equatable, Sendable {
  package let skuID: Int64
  package let required: Quantity
  package let available: Quantity

  package init(skuID: Int64, required: Quantity, available: Quantity) {
    self.skuID = skuID
    self.required = required
    self.available = available
  }
}

/// Why the production centre said no. Nothing was done.
package enum ProductionRefusal: Error, Equatable, Sendable {
  case notFound
  case templateNotFound
  /// A product that would go into itself; its SKU, what leads down to it, and it again.
  case cycle([Int64])
  /// No version of the SKU's bill of material is in force, or the one named is another SKU's.
  case noTemplate
  /// One SKU twice in a bill, with different scrap rates.
  case mixedScrapRates(Int64)
  /// The order's status does not allow it.
  case wrongStatus(ProductionStatus, MaterialStatus)
  case materialShort([MaterialShortage])
  /// The order has no such material.
  case materialsNotFound([Int64])
  case overReturn([ReturnedMaterials.Excess])
  /// Good pieces were reported and not taken back.
  case hasReports
  /// A quantity that DECIMAL(18,4) cannot hold.
  case quantityOutOfRange
  /// An explosion of more lines than an answer may have.
  case explosionTooLarge
}
