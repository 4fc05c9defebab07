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
package import WebAPI

/// Every route of the house, from the centres' own declarations.
package enum AllRoutes {
  /// In the order of the centres.
  package static func table(_ environment: CentreEnvironment) throws -> [Route] {
    try UserRoutes.table(environment) + ItemRoutes.table(environment)
      + StockRoutes.table(environment) + MemberRoutes.table(environment)
      + PromoRoutes.table(environment) + OrderRoutes.table(environment)
      + PosRoutes.table(environment) + PurchaseRoutes.table(environment)
      + ProductionRoutes.table(environment) + JobRoutes.table(environment)
      + CostRoutes.table(environment)
      + OpsRoutes.table(environment)
  }
}
