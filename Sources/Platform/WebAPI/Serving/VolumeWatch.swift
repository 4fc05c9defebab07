package import MariaDBClient
package import Settings
import Synchronization
package import Telemetry

extension VolumeGuard {
  package convenience init(_ configuration: Configuration) {
    self.init(
      warningBytes: UInt64(configuration.diskWarningMegabytes) << 20,
      reserveBytes: UInt64(configuration.diskReserveMegabytes) << 20)
  }

  /// How much room there is; asks MariaDB once in the life of a program where its data lies.
  package func room(on database: DatabaseConnection) -> Room {
    if !isLocated {
      do throws(DatabaseError) { locate(try DataFolder.path(on: database)) } catch {
        // It is away, which others tell; the next call asks again.
        return .enough
      }
    }
    return room
  }
}

/// Looks at the volume again and again, for the log.
package final class VolumeWatch: Sendable {
  private let volume: VolumeGuard
  private let before = Mutex(VolumeGuard.Room.enough)

  package init(_ volume: VolumeGuard) { self.volume = volume }

  /// Says in the log when the room has changed since the last time.
  package func look(on database: DatabaseConnection) {
    let room = volume.room(on: database)
    let before = before.withLock { before in
      defer { before = room }
      return before
    }
    guard room != before, let facts = volume.volume else { return }
    let fields: [(StaticString, LogValue)] = [
      ("free_bytes", LogValue(facts.free)), ("size_bytes", LogValue(facts.size)),
    ]
    switch room {
    case .enough: Log.notice("the volume with MariaDB's data has room again", fields)
    case .little: Log.warning("the volume with MariaDB's data is filling up", fields)
    case .none:
      Log.error("the volume with MariaDB's data is nearly full: new work is refused", fields)
    }
  }
}
