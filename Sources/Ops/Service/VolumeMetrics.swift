import MariaDBClient
import Telemetry

/// How full the volume is that MariaDB's data lies on, for whoever is to act before it is full.
/// Only where MariaDB is on this machine: another machine's volumes are watched there.
enum VolumeMetrics {
  private static let folderSQL = SQL("volume.folder", "SELECT @@datadir")

  /// The page's part, or nothing where the volume cannot be seen. 1 round trip.
  static func page(on database: DatabaseConnection) -> String {
    guard case .socket? = database.options.endpoints.first,
      let folder = folder(on: database), let volume = Volume(of: folder)
    else { return "" }
    return """
      # HELP erp_database_volume_bytes Size of the volume with MariaDB's data.
      # TYPE erp_database_volume_bytes gauge
      erp_database_volume_bytes \(volume.size)
      # HELP erp_database_volume_free_bytes What MariaDB may still take of its volume.
      # TYPE erp_database_volume_free_bytes gauge
      erp_database_volume_free_bytes \(volume.free)

      """
  }

  private static func folder(on database: DatabaseConnection) -> String? {
    try? database.first(folderSQL, []) { row throws(DatabaseError) in try row.text(0) }
  }
}
