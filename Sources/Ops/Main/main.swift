import Glibc
import OpsService
import WebAPI

exit(
  CentreProgram.run("ops") { environment in
    // All programs share MariaDB's connections: one of them tells when they are too few.
    ConnectionBudget.tell(environment.configuration)
    return OpsRoutes.table(environment)
  })
