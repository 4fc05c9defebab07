import CostService
import ItemService
import JobService
import MemberService
import OrderService
import PosService
import ProductionService
import PromoService
import PurchaseService
import StockService
import UserService

/// Every route of the house, from the centres' own declarations.
package enum AllRoutes {
  /// In the order of the centres.
  package static func table(_ environment: CentreEnvironment) throws -> [Route] {
    let tables: [(CentreEnvironment) throws -> [Route]] = [
      UserRoutes.table, ItemRoutes.table, StockRoutes.table, MemberRoutes.table, PromoRoutes.table,
      OrderRoutes.table, PosRoutes.table, PurchaseRoutes.table, ProductionRoutes.table,
      JobRoutes.table, CostRoutes.table, OpsRoutes.table,
    ]
    return try tables.flatMap { try $0(environment) }
  }

  /// The OpenAPI document of the whole API, with what people read in it.
  package static func document(_ environment: CentreEnvironment) throws -> OpenAPIDocument {
    OpenAPIDocument(
      try table(environment),
      meanings: FieldMeanings(
        FieldMeanings.fromAToH + FieldMeanings.fromIToZ + FieldMeanings.byPlace))
  }
}
