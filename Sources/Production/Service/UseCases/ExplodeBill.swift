import Kernel
import MariaDBClient
import ProductionDomain
import WebAPI

/// `GET /mo/bom/explode`: what a quantity takes, through all levels, by the versions in force.
enum ExplodeBill {
  private static let nowSQL = SQL("bom_template.now", "SELECT NOW(6)")

  static func run(_ call: Call, _ query: ExplodeQuery) throws -> ExplosionAnswer {
    let time = try query.at ?? now(on: call.database)
    let bodies = try GraphQueries.bodies(below: query.skuID, at: time, on: call.database)
    return ExplosionAnswer(
      skuID: query.skuID, quantity: query.quantity,
      explosion: try BOMExplosion(query.skuID, query.quantity, bodies: bodies))
  }

  /// The database's time.
  static func now(on database: DatabaseConnection) throws(DatabaseError) -> Instant {
    let now = try database.first(nowSQL, []) { row throws(DatabaseError) in try row.instant(0) }
    return now ?? .now()
  }
}
