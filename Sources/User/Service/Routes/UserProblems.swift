/// The problems that the user centre answers. Its numbers are 5 … 9 of 401 and 80 … 89 of the rest.
extension ProblemKind {
  package static let badCredentials = ProblemKind(
    401, 5, "auth.bad_credentials", en: "The name or the password is wrong.", zh: "用户名或密码错误。")
  package static let userDisabled = ProblemKind(
    401, 6, "auth.user_disabled", en: "This user is disabled.", zh: "该用户已停用。")
  package static let refreshInvalid = ProblemKind(
    401, 7, "auth.refresh_invalid", en: "This refresh token is not valid any more; log in again.",
    zh: "刷新令牌已失效，请重新登录。")
  package static let userNotFound = ProblemKind(
    404, 80, "user.not_found", en: "There is no such user.", zh: "用户不存在。")
  package static let roleNotFound = ProblemKind(
    404, 81, "role.not_found", en: "There is no such role.", zh: "角色不存在。")
  package static let orgNotFound = ProblemKind(
    404, 82, "org.not_found", en: "There is no such organisation.", zh: "组织不存在。")
  package static let userDuplicate = ProblemKind(
    409, 80, "user.duplicate", en: "This username is taken.", zh: "用户名已被占用。")
  package static let roleDuplicate = ProblemKind(
    409, 81, "role.duplicate", en: "This role code is taken.", zh: "角色代码已被占用。")
  package static let orgDuplicate = ProblemKind(
    409, 82, "org.duplicate", en: "This organisation code is taken.", zh: "组织代码已被占用。")
  package static let orgLimit = ProblemKind(
    409, 83, "org.limit", en: "The tree of organisations would become too deep or too large.",
    zh: "组织层级过深或数量过多。")
  package static let lastAdmin = ProblemKind(
    409, 84, "user.last_admin", en: "Somebody must remain who may do everything.",
    zh: "必须至少保留一名系统管理员。")
}

/// The one place where refusals become problems.
extension UserRefusal: ProblemConvertible {
  package var problem: Problem {
    switch self {
    // Counted, so the work is kept.
    case .badCredentials: Problem(.badCredentials, keepsWork: true)
    case .userDisabled: Problem(.userDisabled)
    // The first is noted, so that work is kept; the audit log does not grow with those behind it.
    case .tooManyFailures(let seconds, let isFirst):
      Problem(.rateLimited, retryAfter: seconds, isAudited: isFirst, keepsWork: isFirst)
    // A stolen token ends its login, so the work is kept.
    case .refreshRefused: Problem(.refreshInvalid, keepsWork: true)
    case .busy: Problem(.unavailable, retryAfter: 2)
    case .userNotFound: Problem(.userNotFound)
    case .usernameTaken: Problem(.userDuplicate)
    case .roleNotFound(let codes): Self.roleNotFound(codes)
    case .roleTaken: Problem(.roleDuplicate)
    case .orgNotFound: Problem(.orgNotFound)
    case .orgTaken: Problem(.orgDuplicate)
    case .orgLimit: Problem(.orgLimit)
    case .versionStale: Problem(.versionStale)
    case .beyondOwnRights: Problem(.forbidden)
    case .lastAdmin: Problem(.lastAdmin)
    }
  }

  private static func roleNotFound(_ codes: [String]) -> Problem {
    return Problem(.roleNotFound, for: codes) { $1.field("role", $0) }
  }
}
