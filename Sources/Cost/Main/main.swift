import CostService
import Glibc
import WebAPI

exit(CentreProgram.run("cost", routes: CostRoutes.table))
