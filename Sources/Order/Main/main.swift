import Glibc
import OrderService
import WebAPI

exit(CentreProgram.run("order", routes: OrderRoutes.table))
