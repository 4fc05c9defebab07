/// One way in which a call can be refused: what clients switch on, and what people read.
///
/// `code` is HTTP status × 100 + `number`; `name` is stable for ever. A repository test keeps
/// codes and names unique across all centres.
package struct ProblemKind: Hashable, Sendable {
  /// HTTP status, 400 … 599.
  package let status: Int
  /// 0 … 99, unique within the status across the whole house.
  package let number: Int
  /// The stable name, such as `stock.insufficient`.
  package let name: String
  package let english: String
  package let chinese: String

  package init(_ status: Int, _ number: Int, _ name: String, en english: String, zh chinese: String)
  {
    self.status = status
    self.number = number
    self.name = name
    self.english = english
    self.chinese = chinese
  }

  /// The number in the answer's `code` field, such as 40901.
  package var code: Int { status * 100 + number }

  /// The text for a person who reads `language`.
  package func message(in language: Language) -> String {
    language == .chinese ? chinese : english
  }
}

/// The problems that any centre can answer. Numbers 0 … 19 of each status are the platform's.
extension ProblemKind {
  package static let requestMalformed = ProblemKind(
    400, 0, "request.malformed", en: "The body is not well-formed JSON.", zh: "请求体不是合法的 JSON。")
  package static let requestInvalid = ProblemKind(
    400, 1, "request.invalid", en: "Some fields are not valid.", zh: "部分字段无效。")
  package static let tokenMissing = ProblemKind(
    401, 1, "auth.token_missing", en: "Log in first.", zh: "请先登录。")
  // The three that only Nginx answers, for what erp-auth told it.
  static let tokenInvalid = ProblemKind(
    401, 2, "auth.token_invalid", en: "The token is not valid.", zh: "令牌无效。")
  static let tokenExpired = ProblemKind(
    401, 3, "auth.token_expired", en: "The token has expired.", zh: "令牌已过期。")
  static let tokenRevoked = ProblemKind(
    401, 4, "auth.token_revoked", en: "The token has been revoked; log in again.",
    zh: "令牌已失效，请重新登录。")
  package static let forbidden = ProblemKind(
    403, 0, "auth.forbidden", en: "You are not allowed to do this.", zh: "您没有此操作的权限。")
  package static let routeNotFound = ProblemKind(
    404, 0, "route.not_found", en: "There is no such address.", zh: "没有这个地址。")
  package static let methodNotAllowed = ProblemKind(
    405, 0, "method.not_allowed", en: "This address does not take that method.",
    zh: "该地址不支持此方法。")
  package static let idempotencyInProgress = ProblemKind(
    409, 0, "idempotency.in_progress", en: "The same request is still running.",
    zh: "相同的请求正在处理中。")
  package static let documentConflict = ProblemKind(
    409, 2, "document.conflict", en: "A document with this number exists with other contents.",
    zh: "相同单号的单据已存在，但内容不同。")
  package static let documentAmbiguous = ProblemKind(
    409, 19, "document.ambiguous",
    en: "Several documents have this number; say which one is meant.",
    zh: "有多张单据使用此单号，请指明是哪一张。")
  package static let periodClosed = ProblemKind(
    409, 29, "period.closed", en: "The accounting period is closed.", zh: "该会计期间已关闭。")
  package static let versionStale = ProblemKind(
    412, 0, "version.stale", en: "Somebody changed this since you read it.",
    zh: "数据已被他人修改，请刷新后重试。")
  package static let bodyTooLarge = ProblemKind(
    413, 0, "body.too_large", en: "The body is too large.", zh: "请求体过大。")
  /// Only Nginx answers it.
  static let addressTooLong = ProblemKind(
    414, 0, "request.uri_too_long", en: "The address is too long.", zh: "请求地址过长。")
  package static let mediaTypeUnsupported = ProblemKind(
    415, 0, "media_type.unsupported", en: "This content type is not taken here.",
    zh: "不支持的内容类型。")
  package static let idempotencyMismatch = ProblemKind(
    422, 0, "idempotency.mismatch", en: "This Idempotency-Key was used with another request.",
    zh: "该 Idempotency-Key 已用于其他请求。")
  package static let rateLimited = ProblemKind(
    429, 0, "rate.limited", en: "Too many requests; wait a moment.", zh: "请求过于频繁，请稍后再试。")
  package static let internalError = ProblemKind(
    500, 0, "internal", en: "Something went wrong here; nothing was done.",
    zh: "服务器内部错误，未执行任何操作。")
  package static let unavailable = ProblemKind(
    503, 0, "unavailable", en: "The service is unavailable for the moment. Try again shortly.",
    zh: "服务暂时不可用，请稍后重试。")
  package static let tooLong = ProblemKind(
    503, 1, "request.too_long", en: "This takes longer than a call may; ask for less at a time.",
    zh: "处理时间超过单次请求的上限，请缩小范围。")
  package static let storageFull = ProblemKind(
    503, 2, "storage.full",
    en: "The server's disk is nearly full; nothing new is taken until there is room.",
    zh: "服务器磁盘空间即将用尽，腾出空间之前不接受新的操作。")
  package static let outcomeUnknown = ProblemKind(
    504, 1, "outcome.unknown",
    en: "The connection to the database was lost while saving. Repeat it with the same key.",
    zh: "保存时数据库连接中断，请使用相同的幂等键重试。")
}
