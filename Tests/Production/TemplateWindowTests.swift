import Kernel
import ProductionDomain
import Testing

/// Aim: whatever versions are written in whatever order, one at most is in force at each moment,
/// and at each the newest that began. Oracle: a calendar of days.
@Suite struct TemplateWindowTests {
  private static func time(_ day: Int) -> Instant {
    Instant(microseconds: Int64(day) * 86_400_000_000)
  }

  @Test(arguments: 0..<100) func oneAtATime(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var active: [(version: Int, window: TemplateWindow)] = []
    // Of each day the version in force.
    var calendar = [Int?](repeating: nil, count: 20)
    for version in 1...6 {
      let from = Bool.random(using: &random) ? nil : Int.random(in: 0..<19, using: &random)
      let to =
        Bool.random(using: &random) ? nil : Int.random(in: ((from ?? 0) + 1)...20, using: &random)
      let window = TemplateWindow(from: from.map(Self.time), to: to.map(Self.time))
      active = active.compactMap { older in
        switch older.window.remainder(after: window) {
        case .all: return older
        case .nothing: return nil
        case .until(let end):
          return (older.version, TemplateWindow(from: older.window.from, to: end))
        }
      }
      active.append((version, window))
      // The newest wins from its beginning; what it interrupts does not come back.
      let touched = Set(calendar[(from ?? 0)..<(to ?? 20)].compactMap { $0 })
      for day in (from ?? 0)..<20 where calendar[day].map(touched.contains) ?? false {
        calendar[day] = nil
      }
      for day in (from ?? 0)..<(to ?? 20) { calendar[day] = version }
    }
    for day in 0..<20 {
      let inForce = active.filter { $0.window.contains(Self.time(day)) }.map(\.version)
      #expect(inForce == (calendar[day].map { [$0] } ?? []), "seed \(seed), day \(day)")
    }
  }
}
