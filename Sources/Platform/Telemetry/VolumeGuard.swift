import Glibc
import Synchronization

/// Watches the volume that MariaDB's data lies on, so that work stops while the server still has a
/// reserve: InnoDB ends itself when it finds no room to roll back or to purge.
///
/// One for a program; any thread. Each program looks for itself (one statvfs, at most four times a
/// second) and needs no word from another: a program that ended can neither leave all others
/// refusing nor keep them from it. A volume of another machine cannot be seen and counts as roomy:
/// that machine's own monitoring watches it.
package final class VolumeGuard: Sendable {
  /// How much room the volume has, by the settings' two amounts.
  package enum Room: Int, Sendable, Comparable {
    case enough
    /// Less than the warning's amount: somebody should make room.
    case little
    /// Less than the reserve: nothing new is taken.
    case none

    package static func < (left: Room, right: Room) -> Bool { left.rawValue < right.rawValue }
  }

  private struct State {
    var isLocated = false
    var folder: String?
    var lookedAt: ContinuousClock.Instant?
    var volume: Volume?
    var room = Room.enough
  }

  private let warningBytes: UInt64
  private let reserveBytes: UInt64
  private let look: @Sendable (String) -> Volume?
  private let state = Mutex(State())
  private static let life = Duration.milliseconds(250)

  /// - Parameters:
  ///   - warningBytes: free bytes below which there is little room
  ///   - reserveBytes: free bytes below which there is none
  package init(
    warningBytes: UInt64, reserveBytes: UInt64,
    look: @escaping @Sendable (String) -> Volume? = { Volume(of: $0) }
  ) {
    self.warningBytes = warningBytes
    self.reserveBytes = reserveBytes
    self.look = look
  }

  /// Whether somebody has said where the data is.
  package var isLocated: Bool { state.withLock { $0.isLocated } }

  /// - Parameter folder: MariaDB's data folder; nil where it is on another machine
  package func locate(_ folder: String?) {
    state.withLock {
      $0.folder = folder
      $0.isLocated = true
    }
  }

  /// How much room there is, at most a quarter of a second ago.
  package var room: Room {
    state.withLock { state in
      refresh(&state)
      return state.room
    }
  }

  /// The volume itself, or nil where it cannot be seen.
  package var volume: Volume? {
    state.withLock { state in
      refresh(&state)
      return state.volume
    }
  }

  private func refresh(_ state: inout State) {
    guard let folder = state.folder else { return }
    let now = ContinuousClock.now
    if let last = state.lookedAt, now - last < Self.life { return }
    state.lookedAt = now
    state.volume = look(folder)
    guard let free = state.volume?.free else {
      state.room = .enough
      return
    }
    state.room = free < reserveBytes ? .none : free < warningBytes ? .little : .enough
  }
}

/// The volume that a file or folder lies on, as it was when asked.
package struct Volume: Sendable {
  /// Bytes.
  package let size: UInt64
  /// Bytes that programs may still take; the superuser's reserve counts as taken.
  package let free: UInt64
}

extension Volume {
  /// Nil when the path is not there, or may not be looked at.
  package init?(of path: String) {
    var facts = statvfs()
    guard unsafe statvfs(path, &facts) == 0 else { return nil }
    let block = UInt64(facts.f_frsize)
    size = UInt64(facts.f_blocks) * block
    free = UInt64(facts.f_bavail) * block
  }
}
