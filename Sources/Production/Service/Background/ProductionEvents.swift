/// Production orders as their events tell them.
extension ProductionOrder {
  var snapshot: ProductionSnapshot {
    ProductionSnapshot(
      productionID: id, number: number, skuID: skuID, quantity: quantity,
      warehouseID: warehouseID, organisationID: organisationID)
  }

  func started(at date: Instant?) -> MoStarted {
    let materials = materials.map {
      MoStarted.Material(skuID: $0.skuID, quantity: $0.required)
    }
    return MoStarted(snapshot, materials: materials, occurredAt: date)
  }

  func returned(
    _ parts: [SKUQuantity], as number: String, documentID: Int64?, at date: Instant?
  ) -> MaterialReturned {
    let materials = parts.map {
      MaterialReturned.Material(skuID: $0.skuID, quantity: $0.quantity)
    }
    return MaterialReturned(
      snapshot, returnNumber: number, materials: materials, documentID: documentID,
      occurredAt: date)
  }

  func cancelled(_ work: [ReportedWork], at date: Instant?) -> MoCancelled {
    let outcome = work.last ?? ReportedWork(opNo: 0, good: .zero, defect: .zero, scrap: .none)
    let performed = work.map { work in
      let routing = operations.first { $0.opNo == work.opNo }
      return PerformedOperation(
        number: work.opNo, workCenter: routing?.workCenter, minutes: routing?.minutes ?? .zero,
        good: work.good, defect: work.defect, scrap: work.scrap)
    }
    return MoCancelled(
      snapshot, defect: outcome.defect, scrap: outcome.scrap,
      materials: consumed { _ in .zero }, operations: performed, cancelledAt: readAt,
      occurredAt: date)
  }

  /// - Parameter documentID: the goods document that it came into stock by; nil without good pieces
  func completed(
    _ totals: ProductionTotals, documentID: Int64?, at date: Instant?
  ) -> MoCompleted {
    let materials = consumed { material in
      // What was made beyond the plan may ask for more than a quantity can say.
      (try? material.component.required(for: totals.good, base: baseQuantity)) ?? .maximum
    }
    return MoCompleted(
      snapshot, good: totals.good, defect: totals.defect, scrap: totals.scrap,
      materials: materials, operations: totals.operations, completedAt: completedAt ?? readAt,
      documentID: documentID, occurredAt: date)
  }

  /// What it took of its materials.
  /// - Parameter standard: what what it made takes by the book
  private func consumed(
    standard: (ProductionMaterial) -> Quantity
  ) -> [ConsumedMaterial] {
    materials.map { material in
      ConsumedMaterial(
        skuID: material.skuID, required: material.required, issued: material.issued,
        returned: material.returned, lost: material.lost, standard: standard(material))
    }
  }
}
