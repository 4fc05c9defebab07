import Glibc
import ItemService
import WebAPI

exit(CentreProgram.run("item", routes: ItemRoutes.table))
