import Glibc
import PromoService
import WebAPI

exit(CentreProgram.run("promo", routes: PromoRoutes.table))
