package import EventCatalog
package import Kernel

/// What a change of points led to.
package struct PointChange: Equatable, Sendable {
  /// Afterwards; of a repeat: after the first.
  package let points: Points
  package let pointsDebt: Points
  package let growth: Points
  package let level: Int
  /// What of the points that came paid a debt.
  package let debtPaid: Points
  /// To be written to the outbox in this order; none for a repeat, which changes nothing.
  package let events: [MemberPointChanged]

  /// The event, where there is no more than one: always, but for a taking back from a member with
  /// points past their date.
  package var event: MemberPointChanged? { events.last }
}
