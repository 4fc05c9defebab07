import Glibc
import MemberService
import WebAPI

exit(CentreProgram.run("member", routes: MemberRoutes.table))
