import Glibc
import StockService
import WebAPI

exit(CentreProgram.run("stock", routes: StockRoutes.table))
