import Foundation
import TestKit
import Testing

@testable import Kernel

@Suite struct InstantTests {
  let seed = TestSeed()

  @Test func agreesWithTheSystemsCalendar() {
    var generator = seed.generator
    for _ in 0..<20_000 {
      let micros = Int64.random(
        in: Instant.printable.lowerBound.microseconds...Instant.printable.upperBound.microseconds,
        using: &generator)
      let instant = Instant(microseconds: micros)
      var seconds = time_t(clamping: instant.seconds)
      var expected = tm()
      gmtime_r(&seconds, &expected)
      let civil = instant.utc
      #expect(civil.year == Int(expected.tm_year) + 1900, "\(micros) \(seed.hint)")
      #expect(civil.month == Int(expected.tm_mon) + 1, "\(micros) \(seed.hint)")
      #expect(civil.day == Int(expected.tm_mday), "\(micros) \(seed.hint)")
      #expect(civil.hour == Int(expected.tm_hour), "\(micros) \(seed.hint)")
      #expect(civil.minute == Int(expected.tm_min), "\(micros) \(seed.hint)")
      #expect(civil.second == Int(expected.tm_sec), "\(micros) \(seed.hint)")
      #expect(Instant(utc: civil) == instant, "\(micros) \(seed.hint)")
      #expect(Instant(rfc3339: instant.rfc3339) == instant, "\(micros) \(seed.hint)")
    }
  }

  @Test func everyDayOfFourCenturies() {
    var (year, month, day) = (1999, 12, 31)
    for count in 10_956...(10_956 + 146_097) {
      (day, month) =
        day < CivilTime.days(inMonth: month, ofYear: year) ? (day + 1, month) : (1, month + 1)
      if month > 12 { (month, year) = (1, year + 1) }
      let civil = CivilTime(daysSinceEpoch: count + 1)
      guard civil == CivilTime(year: year, month: month, day: day),
        CivilTime.daysSinceEpoch(year: year, month: month, day: day) == count + 1
      else {
        Issue.record("\(count): \(year)-\(month)-\(day) is \(civil)")
        return
      }
    }
    #expect((year, month, day) == (2400, 1, 1))
  }

  @Test func agreesWithFoundation() {
    var generator = seed.generator
    let formatter = ISO8601DateFormatter()
    for _ in 0..<2000 {
      let seconds = Int64.random(in: -11_000_000_000...250_000_000_000, using: &generator)
      let quarters = Int.random(in: -48...56, using: &generator)
      formatter.timeZone = TimeZone(secondsFromGMT: quarters * 900)
      let text = formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
      #expect(
        Instant(rfc3339: text)?.microseconds == seconds * 1_000_000, "\(text) \(seed.hint)")
    }
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01t00:00:00z", 0), ("1970-01-01T08:00:00+08:00", 0),
      ("1969-12-31T23:59:59.999999Z", -1), ("1970-01-01T00:00:00.1Z", 100_000),
      ("1970-01-01T00:00:00.000001-00:00", 1), ("2024-02-29T00:00:00Z", 1_709_164_800_000_000),
      ("1970-01-01T00:00:00.0000019Z", 1), ("1970-01-01T00:00:00.12345678901234567890Z", 123_456),
      ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
      ("0000-01-01T00:00:00Z", -62_167_219_200_000_000),
    ] as [(String, Int64)])
  func reads(text: String, microseconds: Int64) {
    #expect(Instant(rfc3339: text)?.microseconds == microseconds)
  }

  @Test(
    arguments: [
      "", "2026-11-22", "2026-11-22T18:14:09", "2026-11-22 18:14:09Z", "2026-11-22T18:14Z",
      "2026-11-22T18:14:09.Z", "2026-11-22T18:14:09.1234567", "2026-11-22T18:14:09+0800",
      "2026-11-22T18:14:09+8:00", "2026-11-22T18:14:09+24:00", "2026-11-22T18:14:09+08:60",
      "2026-11-22T24:00:00Z", "2026-11-22T18:60:00Z", "2026-11-22T18:14:60Z",
      "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
      "2026-11-31T00:00:00Z", "2026-11-00T00:00:00Z", "02026-11-22T18:14:09Z",
      "+2026-11-22T18:14:09Z", "2026-11-22T18:14:09ZZ", "2026-11-22T18:14:09,5Z",
      "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "２026-11-22T18:14:09Z",
    ])
  func refuses(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test func neverTraps() {
    for micros in [Int64.min, Int64.max, -1, 0] {
      let instant = Instant(microseconds: micros)
      #expect(instant.rfc3339.utf8.count == 27)
      #expect(instant.adding(seconds: .max) >= instant)
      #expect(instant.adding(seconds: .min) <= instant)
      _ = instant.utc
    }
  }

  @Test func nowIsNow() {
    let before = Int64(Date().timeIntervalSince1970 * 1_000_000)
    let now = Instant.now().microseconds
    #expect(abs(now - before) < 5_000_000)
  }
}
