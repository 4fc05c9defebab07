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
    typealias Table = (CentreEnvironment) throws -> [Route]
    let centres: [(table: Table, refusals: [String: [ProblemKind]])] = [
      (UserRoutes.table, UserRoutes.refusals),
      (ItemRoutes.table, ItemRoutes.refusals),
      (StockRoutes.table, StockRoutes.refusals),
      (MemberRoutes.table, MemberRoutes.refusals),
      (PromoRoutes.table, PromoRoutes.refusals),
      (OrderRoutes.table, OrderRoutes.refusals),
      (PosRoutes.table, PosRoutes.refusals),
      (PurchaseRoutes.table, PurchaseRoutes.refusals),
      (ProductionRoutes.table, ProductionRoutes.refusals),
      (JobRoutes.table, JobRoutes.refusals),
      (CostRoutes.table, CostRoutes.refusals),
    ]
    return try centres.flatMap { centre in
      try centre.table(environment).map { $0.refusing(centre.refusals) }
    } + OpsRoutes.table(environment)
  }

  /// The OpenAPI document of the whole API, with what people read in it.
  package static func document(_ environment: CentreEnvironment) throws -> OpenAPIDocument {
    OpenAPIDocument(
      try table(environment),
      meanings: FieldMeanings(
        FieldMeanings.fromAToH + FieldMeanings.fromIToZ + FieldMeanings.byPlace))
  }
}
