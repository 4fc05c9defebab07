package import EventCatalog

/// What a change of points led to.
package struct PointChange: Equatable, Sendable {
  /// Afterwards; of a repeat: after the first.
  package let points: Int64
  package let growth: Int64
  package let level: Int
  /// To be written to the outbox; nil for a repeat, which changes nothing.
  package let event: MemberPointChanged?
}
