/// One way in which calls are refused, as the document tells it.
struct OpenAPIRefusal: Sendable {
  /// The status, or a range of them such as `5XX`.
  let status: String
  /// The name below `components`.
  let name: String
  let title: Words
  /// Those that any call can meet with; a centre's own are declared by its routes.
  let kinds: [ProblemKind]
  /// What `code` can be.
  let codes: ClosedRange<Int64>
  /// Headers that it always carries, besides those of every answer.
  let headers: [String]
  private let condition: @Sendable (Route) -> Bool

  private init(
    _ status: Int64, _ name: String, _ title: Words, _ kinds: [ProblemKind] = [],
    headers: [String] = [],
    when condition: @escaping @Sendable (Route) -> Bool = { _ in true }
  ) {
    self.status = "\(status)"
    self.name = name
    self.title = title
    self.kinds = kinds
    self.codes = status * 100...status * 100 + 99
    self.headers = headers
    self.condition = condition
  }

  private init(failures name: String, _ title: Words, _ kinds: [ProblemKind]) {
    self.status = "5XX"
    self.name = name
    self.title = title
    self.kinds = kinds
    self.codes = 50_000...59_999
    self.headers = []
    self.condition = { _ in true }
  }

  /// Whether the call can be refused so.
  func isPossible(for route: Route) -> Bool { condition(route) }

  /// Every refusal, by status.
  static let all = [
    OpenAPIRefusal(
      400, "Invalid",
      Words(
        "Something in the request is not valid; details name each fault", "请求中有无效内容，details 逐项指明"),
      [.requestMalformed, .requestInvalid]),
    OpenAPIRefusal(
      401, "Unauthorized", Words("No token, or one that is not accepted", "没有令牌，或令牌不被接受"),
      [.tokenMissing, .tokenInvalid, .tokenExpired, .tokenRevoked], headers: ["WWW-Authenticate"],
      when: isAsked),
    OpenAPIRefusal(
      403, "Forbidden", Words("The caller is not allowed to do this", "调用方没有此权限"), [.forbidden],
      when: hasCaller),
    OpenAPIRefusal(
      404, "NotFound",
      Words("There is no such thing, or it belongs to another organisation", "不存在，或属于其他组织"),
      when: hasCaller),
    OpenAPIRefusal(
      409, "Conflict", Words("A business rule says no", "业务规则不允许"), [.idempotencyInProgress],
      when: \.isWrite),
    OpenAPIRefusal(
      412, "Stale",
      Words("Somebody changed it since the version that was named", "数据在所给版本之后已被他人修改"),
      [.versionStale],
      when: { $0.method == .put }),
    OpenAPIRefusal(
      413, "TooLarge", Words("The body is too large", "请求体过大"), [.bodyTooLarge],
      when: { $0.media.body != nil }),
    OpenAPIRefusal(
      414, "AddressTooLong", Words("The address is too long", "请求地址过长"), [.addressTooLong]),
    OpenAPIRefusal(
      415, "UnsupportedMediaType",
      Words("The body is of a type that is not taken here", "不支持的内容类型"), [.mediaTypeUnsupported],
      when: { $0.media.body != nil }),
    OpenAPIRefusal(
      422, "KeyReused",
      Words("The Idempotency-Key was used with another request", "该 Idempotency-Key 已用于其他请求"),
      [.idempotencyMismatch],
      when: { $0.method == .post && $0.permission != .anyone }),
    OpenAPIRefusal(
      429, "RateLimited",
      Words("Too many requests, or too many wrong passwords", "请求过于频繁，或密码错误次数过多"), [.rateLimited],
      headers: ["Retry-After"]),
    OpenAPIRefusal(
      failures: "Unavailable",
      Words("A store or a program is away; Retry-After tells when", "存储或程序暂不可用，见 Retry-After"),
      [.internalError, .unavailable, .tooLong, .storageFull, .outcomeUnknown]),
  ]

  private static let hasCaller: @Sendable (Route) -> Bool = { $0.permission != .anyone }

  /// A login and a refresh take no token, and answer 401 when they know nobody.
  private static let isAsked: @Sendable (Route) -> Bool = {
    $0.permission != .anyone || $0.method == .post
  }
}
