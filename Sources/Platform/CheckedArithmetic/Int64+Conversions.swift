/// The ways out of `Int64` that end the process when the number does not fit; see
/// `Int64+Banned.swift`.
extension Int {
  /// Counts, and numbers of lines, of levels, of attempts: so far from the end of the range that no
  /// product of two of them leaves it.
  package static let countable: ClosedRange<Int64> = 0...1_000_000_000

  /// A count that comes from outside; nil where it is none.
  package init?(counting value: Int64) {
    guard Self.countable.contains(value) else { return nil }
    self.init(truncatingIfNeeded: value)
  }

  @available(*, deprecated, message: "arithmetic on it may end the process: Int(counting:)")
  package init(_ value: Int64) { self.init(truncatingIfNeeded: value) }

  @available(*, deprecated, message: "may end the process: Int(exactly:)")
  package init(_ value: Double) { self = Self(exactly: value.rounded(.towardZero)) ?? 0 }
}

extension FixedWidthInteger {
  @available(
    *, deprecated, message: "may end the process: exactly:, or clamping:, or of its magnitude"
  )
  package init(_ value: Int64) { self.init(truncatingIfNeeded: value) }
}

extension Int128 {
  /// Wide enough for each of them.
  package init(_ value: Int64) { self.init(truncatingIfNeeded: value) }
}

extension Int64 {
  @available(*, deprecated, message: "may end the process: Int64(exactly:), or clamping")
  package init(_ value: UInt64) { self.init(clamping: value) }

  @available(*, deprecated, message: "may end the process: Int64(exactly:), or clamping")
  package init(_ value: Int128) { self.init(clamping: value) }

  @available(*, deprecated, message: "may end the process: Int64(exactly:), or clamping")
  package init(_ value: UInt128) { self.init(clamping: value) }

  @available(*, deprecated, message: "may end the process: Int64(exactly:)")
  package init(_ value: Double) { self = Self(exactly: value.rounded(.towardZero)) ?? 0 }
}
