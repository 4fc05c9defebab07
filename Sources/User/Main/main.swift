import Glibc
import UserService
import WebAPI

exit(CentreProgram.run("user", routes: UserRoutes.serving))
