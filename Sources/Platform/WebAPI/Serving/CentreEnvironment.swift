package import Kernel
package import MariaDBClient
package import RedisClient
package import Settings
import Synchronization
package import Telemetry

/// What a centre's routes are made with. The same for every worker thread.
///
/// A class with the settings last: a build that is not a clean one does not compile files anew that
/// name neither, and a new setting must not move what they read.
package final class CentreEnvironment: Sendable {
  package let calendar: BusinessCalendar
  /// The room that is left for MariaDB's data; one for the program.
  package let volume: VolumeGuard
  package let configuration: Configuration

  /// - Throws: when the time zone is not known
  package init(_ configuration: Configuration) throws {
    self.configuration = configuration
    volume = VolumeGuard(configuration)
    calendar = try BusinessCalendar(timeZone: configuration.timeZone)
  }
}

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

/// The clients know nothing of configuration keys; here the two meet.
extension DatabaseOptions {
  package init(_ settings: DatabaseSettings) {
    let endpoints: [Endpoint] =
      if !settings.nodes.isEmpty {
        settings.nodes.map { .tcp(host: $0.host, port: UInt32($0.port)) }
      } else if let host = settings.host, settings.socket == nil {
        [.tcp(host: host, port: UInt32(settings.port))]
      } else {
        [.socket(settings.socket ?? "/run/mysqld/mysqld.sock")]
      }
    self.init(
      endpoints: endpoints, user: settings.user, password: settings.password.reveal(),
      database: settings.name, tlsAuthority: settings.authorityFile)
  }
}

extension RedisOptions {
  package init(_ settings: RedisSettings) {
    let endpoint: Endpoint =
      if !settings.sentinels.isEmpty {
        .sentinels(
          settings.sentinels.map { RedisServer(host: $0.host, port: Int32($0.port)) },
          master: settings.master)
      } else if let host = settings.host, settings.socket == nil {
        .tcp(host: host, port: Int32(settings.port))
      } else {
        .socket(settings.socket ?? "/run/redis-erp/redis-server.sock")
      }
    self.init(endpoint: endpoint, password: settings.password?.reveal())
  }
}

extension WorkerStores {
  /// Connections of its own, made at first use.
  init(_ configuration: Configuration) {
    database = DatabaseConnection(settings: DatabaseOptions(configuration.database))
    redis = RedisConnection(settings: RedisOptions(configuration.redis))
  }
}
