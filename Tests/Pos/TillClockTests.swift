import Kernel
import PosDomain
import Testing

/// What is believed of a till's clock, at its edges.
@Suite struct TillClockTests {
  private let now = Instant(microseconds: 1_790_000_000_000_000)

  @Test func aYearThatIsWrongDoesNotPass() {
    #expect(TillClock.isPlausible(now, at: now))
    #expect(TillClock.isPlausible(now.adding(seconds: 86_400), at: now))
    #expect(!TillClock.isPlausible(now.adding(seconds: 86_401), at: now))
    #expect(TillClock.isPlausible(Instant(microseconds: 946_684_800_000_000), at: now))
    #expect(!TillClock.isPlausible(Instant(microseconds: 946_684_799_999_999), at: now))
    #expect(!TillClock.isPlausible(Instant(microseconds: .max), at: now))
  }

  @Test func tenMinutesAheadAreADoubt() {
    #expect(!TillClock.isAhead(now.adding(seconds: 600), at: now))
    #expect(TillClock.isAhead(now.adding(seconds: 601), at: now))
  }
}
