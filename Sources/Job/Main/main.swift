import Glibc
import JobService
import WebAPI

exit(CentreProgram.run("job", routes: JobRoutes.table))
