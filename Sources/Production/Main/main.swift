import Glibc
import ProductionService
import WebAPI

exit(CentreProgram.run("production", routes: ProductionRoutes.table))
