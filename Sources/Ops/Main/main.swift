import Glibc
import OpsService
import WebAPI

exit(CentreProgram.run("ops", routes: OpsRoutes.table))
