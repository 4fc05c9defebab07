import Foundation
import Synchronization
import Testing

@testable import Telemetry

/// Aim: whoever asks knows in time that room runs out, and asking costs next to nothing.
@Suite struct VolumeGuardTests {
  /// A volume whose free bytes the test sets, and that counts who looks.
  private final class Disk: Sendable {
    let free = Atomic<UInt64>(10_000)
    let looks = Atomic<Int>(0)

    @Sendable func look(_ folder: String) -> Volume? {
      looks.add(1, ordering: .relaxed)
      return folder == "/gone" ? nil : Volume(size: 10_000, free: free.load(ordering: .relaxed))
    }
  }

  private func settled(_ guarded: VolumeGuard) -> VolumeGuard.Room {
    usleep(300_000)
    return guarded.room
  }

  @Test func roomRunsOutAndComesBack() {
    let disk = Disk()
    let guarded = VolumeGuard(warningBytes: 2_000, reserveBytes: 500, look: disk.look)
    #expect(guarded.room == .enough, "nobody has said yet where the data is")
    #expect(disk.looks.load(ordering: .relaxed) == 0)
    guarded.locate("/data")
    for (free, room) in [
      (10_000, VolumeGuard.Room.enough), (2_000, .enough), (1_999, .little), (500, .little),
      (499, .none), (0, .none), (500, .little), (3_000, .enough),
    ] {
      disk.free.store(UInt64(free), ordering: .relaxed)
      #expect(settled(guarded) == room, "\(free)")
    }
    #expect(guarded.volume?.size == 10_000)
  }

  @Test func manyQuestionsAreOneLook() {
    let disk = Disk()
    let guarded = VolumeGuard(warningBytes: 2_000, reserveBytes: 500, look: disk.look)
    guarded.locate("/data")
    let start = ContinuousClock.now
    for _ in 0..<10_000 { _ = guarded.room }
    let most = 1 + Int((ContinuousClock.now - start) / .milliseconds(250))
    #expect(disk.looks.load(ordering: .relaxed) <= most + 1)
  }

  @Test func whatCannotBeSeenIsRoomy() {
    let disk = Disk()
    let guarded = VolumeGuard(warningBytes: 2_000, reserveBytes: 500, look: disk.look)
    guarded.locate(nil)
    #expect(guarded.isLocated)
    #expect(guarded.room == .enough)
    guarded.locate("/gone")
    #expect(guarded.room == .enough)
    #expect(guarded.volume == nil)
  }
}
