import Glibc
import PosService
import WebAPI

exit(CentreProgram.run("pos", routes: PosRoutes.table))
