import Security
import UserDomain
import WebAPI

/// A new password for somebody who forgot it, given by somebody who may do all that this user may.
/// Ends every login of the user.
struct ResetPassword {
  func run(_ call: Call, _ reset: PasswordReset, _ hash: PasswordHash) throws -> EmptyAnswer {
    let users = UserStore(database: call.database)
    try users.lock(reset.userID)
    let user = try Rights(call).user(reset.userID)
    if let fault = PasswordRule.fault(in: reset.newPassword, of: user.username) {
      throw Problem.field("new_password", fault.reason, in: call.language)
    }
    try Rights(call).requireCovering(roles: user.roles)
    try users.setPassword(hash, of: user.userID)
    try SessionStore(database: call.database).endAll(of: user.userID, because: .password)
    try LoginFailures(database: call.database).forget(user.username)
    return EmptyAnswer()
  }
}
