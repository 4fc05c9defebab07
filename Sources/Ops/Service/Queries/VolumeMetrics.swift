import MariaDBClient
import Telemetry
import WebAPI

/// How full the volume is that MariaDB's data lies on, for whoever is to act before it is full.
/// Only where MariaDB is on this machine: another machine's volumes are watched there.
enum VolumeMetrics {
  /// The page's part, or nothing where the volume cannot be seen.
  static func page(_ guarded: VolumeGuard, on database: DatabaseConnection) -> String {
    let room = guarded.room(on: database)
    guard let volume = guarded.volume else { return "" }
    return """
      # HELP erp_database_volume_bytes Size of the volume with MariaDB's data.
      # TYPE erp_database_volume_bytes gauge
      erp_database_volume_bytes \(volume.size)
      # HELP erp_database_volume_free_bytes What MariaDB may still take of its volume.
      # TYPE erp_database_volume_free_bytes gauge
      erp_database_volume_free_bytes \(volume.free)
      # HELP erp_database_volume_room 0: enough; 1: little, /health says degraded; 2: none, new \
      work is refused.
      # TYPE erp_database_volume_room gauge
      erp_database_volume_room \(room.rawValue)

      """
  }
}
