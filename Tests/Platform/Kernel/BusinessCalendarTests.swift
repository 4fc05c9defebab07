import Foundation
import TestKit
import Testing

@testable import Kernel

@Suite struct BusinessCalendarTests {
  let seed = TestSeed()

  @Test func daysInShanghai() throws {
    let calendar = try BusinessCalendar()
    let late = try #require(Instant(rfc3339: "2026-11-22T15:59:59.999999Z"))
    #expect(calendar.day(of: late).description == "2026-11-22")
    #expect(calendar.day(of: late.adding(microseconds: 1)).compact == "20261123")
    #expect(calendar.day(of: late).period == "2026-11")
    let day = try #require(BusinessDay("2026-11-23"))
    #expect(calendar.start(of: day) == late.adding(microseconds: 1))
    _ = calendar.day(of: Instant(microseconds: .max))
    _ = calendar.day(of: Instant(microseconds: .min))
  }

  @Test func agreesWithFoundation() throws {
    let calendar = try BusinessCalendar()
    var oracle = Calendar(identifier: .gregorian)
    oracle.timeZone = try #require(TimeZone(identifier: "Asia/Shanghai"))
    var generator = seed.generator
    for _ in 0..<3000 {
      // From 1970, over the summer times of 1986 to 1991, to 2100.
      let seconds = Int64.random(in: 0...4_100_000_000, using: &generator)
      let date = Date(timeIntervalSince1970: TimeInterval(seconds))
      let parts = oracle.dateComponents([.year, .month, .day], from: date)
      let day = calendar.day(of: Instant(microseconds: seconds * 1_000_000))
      #expect(day.year == parts.year, "\(seconds) \(seed.hint)")
      #expect(day.month == parts.month, "\(seconds) \(seed.hint)")
      #expect(day.day == parts.day, "\(seconds) \(seed.hint)")
      let start = Int64(oracle.startOfDay(for: date).timeIntervalSince1970)
      #expect(calendar.start(of: day).seconds == start, "\(seconds) \(seed.hint)")
    }
  }

  @Test func anotherZoneInAnotherProcess() async {
    await #expect(processExitsWith: .success) {
      let calendar = try BusinessCalendar(timeZone: "America/New_York")
      let instant = try #require(Instant(rfc3339: "2026-07-01T03:59:59Z"))
      #expect(calendar.day(of: instant).description == "2026-06-30")
      #expect(calendar.day(of: instant.adding(seconds: 1)).description == "2026-07-01")
      _ = try BusinessCalendar(timeZone: "America/New_York")
      #expect(throws: BusinessCalendar.Fault.timeZoneAlreadyFixed("America/New_York")) {
        try BusinessCalendar(timeZone: "Asia/Shanghai")
      }
    }
  }

  @Test func anUnknownZoneIsRefused() async {
    await #expect(processExitsWith: .success) {
      for name in ["", "Asia/Shangai", "/etc/passwd", "../../../etc/passwd", "Asia", "CST-8"] {
        #expect(throws: BusinessCalendar.Fault.unknownTimeZone(name)) {
          try BusinessCalendar(timeZone: name)
        }
      }
    }
  }

  @Test func daysAsText() throws {
    for text in ["2026-02-29", "2026-1-01", "2026-01-01 ", "", "20260101", "2026-01-32"] {
      #expect(BusinessDay(text) == nil)
    }
    let day = try #require(BusinessDay("2024-02-28"))
    #expect(day.adding(days: 2)?.description == "2024-03-01")
    #expect(day.adding(days: -59)?.description == "2023-12-31")
    #expect(day.adding(days: .max) == nil)
    #expect(day.adding(days: 9_000_000) == nil)
    #expect(try #require(BusinessDay("2024-02-27")) < day)
  }
}
