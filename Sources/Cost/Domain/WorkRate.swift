/// What an hour of a work center costs from a moment on.
package struct WorkRate: Equatable, Sendable {
  /// Nil for all work centers that have no rate of their own.
  package let workCenter: String?
  package let laborPerHour: UnitPrice
  package let overheadPerHour: UnitPrice
  package let validFrom: Instant
  package let updatedAt: Instant

  package init(
    workCenter: String?, laborPerHour: UnitPrice, overheadPerHour: UnitPrice, validFrom: Instant,
    updatedAt: Instant
  ) {
    self.workCenter = workCenter
    self.laborPerHour = laborPerHour
    self.overheadPerHour = overheadPerHour
    self.validFrom = validFrom
    self.updatedAt = updatedAt
  }
}
