/// A production order that is over, completed or given up, with all that its cost needs.
struct FinishedOrder {
  let order: ProductionSnapshot
  let good: Quantity
  let defect: Quantity
  let scrap: ScrapSnapshot
  let materials: [ConsumedMaterial]
  let operations: [PerformedOperation]
  let finishedAt: Instant
  /// The business date, by which rates and standard costs go.
  let occurredAt: Instant
  let isCancelled: Bool
}

extension FinishedOrder {
  init(_ event: MoCompleted) {
    self.init(
      order: event.order, good: event.good, defect: event.defect, scrap: event.scrap,
      materials: event.materials, operations: event.operations, finishedAt: event.completedAt,
      occurredAt: event.occurredAt ?? event.completedAt, isCancelled: false)
  }

  /// Nothing good was made: all that did not come back is lost.
  init(_ event: MoCancelled) {
    self.init(
      order: event.order, good: .zero, defect: event.defect, scrap: event.scrap,
      materials: event.materials, operations: event.operations, finishedAt: event.cancelledAt,
      occurredAt: event.occurredAt ?? event.cancelledAt, isCancelled: true)
  }
}
