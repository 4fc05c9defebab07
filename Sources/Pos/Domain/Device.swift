/// A till as it stands.
package struct Device: Equatable, Sendable {
  package let id: String
  package let storeID: Int64
  /// The first number that is neither applied, nor parked, nor skipped.
  package let nextSequence: Int64
  /// How often in a row its next sale met a fault that may pass.
  package let attempts: Int64
  package let nextAttemptAt: Instant?
  package let syncedAt: Instant?
  package let registeredAt: Instant
  /// The database's clock as the row was read.
  package let readAt: Instant

  package init(
    id: String, storeID: Int64, nextSequence: Int64, attempts: Int64, nextAttemptAt: Instant?,
    syncedAt: Instant?, registeredAt: Instant, readAt: Instant
  ) {
    self.id = id
    self.storeID = storeID
    self.nextSequence = nextSequence
    self.attempts = attempts
    self.nextAttemptAt = nextAttemptAt
    self.syncedAt = syncedAt
    self.registeredAt = registeredAt
    self.readAt = readAt
  }
}

/// The numbers of a device's sales: 1, 2, 3 …
package enum DeviceSequence {
  /// How far an unbroken run reaches: the part of `received` that begins with `next` and has no
  /// gap. `received` ascends.
  package static func run<Element>(
    of received: [Element], from next: Int64, by sequence: (Element) -> Int64
  ) -> ArraySlice<Element> {
    var expected = next
    let end =
      received.firstIndex { element in
        defer { expected.advance() }
        return sequence(element) != expected
      } ?? received.endIndex
    return received[..<end]
  }

  /// The numbers from `next` on that others behind them are waiting for. `received` ascends.
  package static func missing(from next: Int64, received: [Int64]) -> [ClosedRange<Int64>] {
    var ranges: [ClosedRange<Int64>] = []
    var expected = next
    for sequence in received where sequence >= expected {
      if sequence > expected { ranges.append(expected...sequence.previous) }
      expected = sequence.next
    }
    return ranges
  }
}

/// How long a device whose next sale meets a fault is left alone.
package enum HoldPolicy {
  /// A fault that nobody can explain is given up after so many attempts.
  package static let attempts: Int64 = 10
  private static let longest: Int64 = 300

  /// Microseconds until the next attempt: 1, 2, 4 … 300 s, up to a quarter less by chance, so that
  /// many tills do not come back at once.
  /// - Parameters:
  ///   - attempt: from 1
  ///   - chance: from 0 up to 1
  package static func microseconds(afterAttempt attempt: Int64, chance: Double) -> Int64 {
    let doublings = min(max(attempt.previous, 0), 9)
    let microseconds = Double(min(longest, 1 << doublings)) * 1_000_000
    return Int64(exactly: (microseconds * (1 - min(max(chance, 0), 1) / 4)).rounded()) ?? longest
  }
}
