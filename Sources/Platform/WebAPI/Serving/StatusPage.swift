package import FastCGIServer
import JSONCoding
package import MariaDBClient
package import RedisClient
import Telemetry

/// The two internal pages that every program has: `/-/health` and `/-/metrics`. Nginx never routes
/// to them; the operations centre and the operator program ask for them on the socket itself.
package struct StatusPage: Sendable {
  private let program: String
  /// Whether the program has its stores, and cannot do its work all the same.
  private let isHeldUp: @Sendable () -> Bool
  private static let pingSQL = SQL("status.ping", "SELECT 1")

  package init(program: String, isHeldUp: @escaping @Sendable () -> Bool = { false }) {
    self.program = program
    self.isHeldUp = isHeldUp
    ProcessMetrics.publish()
  }

  /// The page at `path`, or a 404.
  package func answer(
    _ path: String, database: DatabaseConnection, redis: RedisConnection
  ) -> GatewayResponse {
    switch path {
    case "/-/health": health(database, redis)
    case "/-/metrics":
      GatewayResponse(
        status: 200, headers: [("Content-Type", "text/plain; version=0.0.4")],
        body: Array(Metrics.registry.exposition().utf8))
    default: GatewayResponse(status: 404, headers: [], body: [])
    }
  }

  func answer(_ path: String, _ stores: WorkerStores) -> GatewayResponse {
    answer(path, database: stores.database, redis: stores.redis)
  }

  private func health(
    _ database: DatabaseConnection, _ redis: RedisConnection
  ) -> GatewayResponse {
    func isUp(_ ask: () throws -> Void) -> Bool {
      do { try ask() } catch {
        Log.debug("health: \(error)")
        return false
      }
      return true
    }
    let hasDatabase = isUp { try database.execute(Self.pingSQL) }
    let hasRedis = isUp { try redis.command(["PING"]) }
    var writer = JSONWriter(reserving: 128)
    writer.beginObject()
    writer.field("program", program)
    writer.field("mariadb", hasDatabase ? "up" : "down")
    writer.field("redis", hasRedis ? "up" : "down")
    writer.field("work", isHeldUp() ? "held_up" : "up")
    writer.endObject()
    return .json(writer.bytes)
  }
}
