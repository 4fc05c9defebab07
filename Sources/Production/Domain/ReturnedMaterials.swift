package import Kernel

/// An order's material as far as it can come back.
package struct IssuedMaterial: Equatable, Sendable {
  package let skuID: Int64
  package let issued: Quantity
  package let returned: Quantity

  package init(skuID: Int64, issued: Quantity, returned: Quantity) {
    self.skuID = skuID
    self.issued = issued
    self.returned = returned
  }
}

/// What comes back from the workshop.
package struct ReturnedMaterials: Equatable, Sendable {
  package struct Part: Equatable, Sendable {
    package let skuID: Int64
    package let quantity: Quantity

    package init(skuID: Int64, quantity: Quantity) {
      self.skuID = skuID
      self.quantity = quantity
    }
  }

  /// A material of which less is out than is to come back.
  package struct Excess: Equatable, Sendable {
    package let skuID: Int64
    package let requested: Quantity
    package let returnable: Quantity
  }

  /// One for each SKU, in ascending order.
  package let parts: [Part]

  /// - Throws: `materialsNotFound`, `overReturn`, `quantityOutOfRange`
  package init(
    _ requested: [Part], of materials: [IssuedMaterial]
  ) throws(ProductionRefusal) {
    let parts = try Self.summed(requested)
    let known = Dictionary(materials.map { ($0.skuID, $0) }, uniquingKeysWith: { $1 })
    let unknown = parts.map(\.skuID).filter { known[$0] == nil }
    if !unknown.isEmpty { throw .materialsNotFound(unknown) }
    var excesses: [Excess] = []
    for part in parts {
      guard let material = known[part.skuID] else { continue }
      let returnable = (try? material.issued - material.returned) ?? .zero
      if part.quantity > returnable {
        excesses.append(
          Excess(skuID: part.skuID, requested: part.quantity, returnable: returnable))
      }
    }
    if !excesses.isEmpty { throw .overReturn(excesses) }
    self.parts = parts
  }

  /// Everything that is out.
  package init(allOf materials: [IssuedMaterial]) {
    parts = materials.sorted { $0.skuID < $1.skuID }.compactMap { material in
      guard let out = try? material.issued - material.returned, out.isPositive else { return nil }
      return Part(skuID: material.skuID, quantity: out)
    }
  }

  /// What is named of what is out; all of it when nothing is said, nothing when the list is empty.
  /// - Throws: as `init(_:of:)`
  package init(
    _ requested: [Part]?, orAllOf materials: [IssuedMaterial]
  ) throws(ProductionRefusal) {
    if let requested {
      try self.init(requested, of: materials)
    } else {
      self.init(allOf: materials)
    }
  }

  package static func summed(_ parts: [Part]) throws(ProductionRefusal) -> [Part] {
    do throws(DecimalFault) {
      return try parts.merged().sorted { $0.skuID < $1.skuID }
    } catch {
      throw .quantityOutOfRange
    }
  }
}

extension ReturnedMaterials.Part: MergeableLine {
  package var mergeKey: Int64 { skuID }

  package func with(quantity: Quantity) -> ReturnedMaterials.Part {
    ReturnedMaterials.Part(skuID: skuID, quantity: quantity)
  }
}
