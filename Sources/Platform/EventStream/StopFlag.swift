import Glibc
import Synchronization

/// Tells the threads of a program that it ends. Any thread may ask or tell.
package final class StopFlag: Sendable {
  private let requested = Atomic<Bool>(false)
  /// How late a sleeping thread may notice, in milliseconds.
  private static let slice = 20

  /// Whether those who write shall wait for a while.
  private let holds: @Sendable () -> Bool

  /// - Parameter holds: asked before each round of work; true while nothing may be written
  package init(holds: @escaping @Sendable () -> Bool = { false }) { self.holds = holds }

  /// Whether work has to wait, though the program goes on.
  package var isHeld: Bool { holds() }

  package var isRequested: Bool { requested.load(ordering: .relaxed) }

  package func request() { requested.store(true, ordering: .relaxed) }

  /// Sleeps, but not past the signal.
  /// - Returns: false when the program ends
  @discardableResult
  package func sleep(milliseconds: Int) -> Bool {
    var left = milliseconds
    while left > 0, !isRequested {
      let now = min(left, Self.slice)
      usleep(UInt32(now * 1000))
      left -= now
    }
    return !isRequested
  }
}
