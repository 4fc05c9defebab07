import Kernel
import MariaDBClient
import ProductionDomain
import WebAPI

/// `GET /mo/bom/explode`: what a quantity takes, through all levels, by the versions in force.
enum ExplodeBill {
  static func run(_ call: Call, _ query: ExplodeQuery) throws -> ExplosionAnswer {
    let time = try query.at ?? call.database.now()
    let bodies = try GraphQueries.bodies(below: query.skuID, at: time, on: call.database)
    return ExplosionAnswer(
      skuID: query.skuID, quantity: query.quantity,
      explosion: try BOMExplosion(query.skuID, query.quantity, bodies: bodies))
  }
}
