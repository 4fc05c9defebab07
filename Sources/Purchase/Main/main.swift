import Glibc
import PurchaseService
import WebAPI

exit(CentreProgram.run("purchase", routes: PurchaseRoutes.table))
