import FastCGIServer
import JSONCoding

/// What each call can be refused with, by name, and the texts of all these, each once.
enum OpenAPIErrors {
  /// Writes the operation's `x-errors`: `[{"error": …, "status": …}]`.
  static func write(of route: Route, into writer: inout JSONWriter) {
    writer.key("x-errors")
    writer.array(kinds(of: route)) { writer, kind in
      writer.object {
        $0.field("error", kind.name)
        $0.field("status", kind.status)
      }
    }
  }

  /// Writes `x-error-texts`, below `components`: name, code and text of every refusal.
  static func writeTexts(of routes: [Route], into writer: inout JSONWriter) {
    let all = Set(routes.flatMap(kinds)).sorted { ($0.code, $0.name) < ($1.code, $1.name) }
    writer.object("x-error-texts") { writer in
      for kind in all {
        writer.key(kind.name)
        writer.object {
          $0.field("code", kind.code)
          $0.field("status", kind.status)
          $0.field("en", kind.english)
          $0.field("zh", kind.chinese)
        }
      }
    }
  }

  /// Whether an answer is no refusal, or one that the document names for the call.
  static func tell(_ response: GatewayResponse, of route: Route) -> Bool {
    guard response.status >= 400, let envelope = try? JSONDocument(parsing: response.body),
      let name = envelope.root.member("error")?.text
    else { return true }
    return kinds(of: route).contains { $0.name == name }
  }

  /// By code: what holds for every such call, and its own.
  private static func kinds(of route: Route) -> [ProblemKind] {
    let common = OpenAPIRefusal.all.filter { $0.isPossible(for: route) }.flatMap(\.kinds)
    return (common.filter { $0.isPossible(for: route) } + route.refusals)
      .sorted { $0.code < $1.code }
  }
}

extension ProblemKind {
  /// Of those that a status has for all calls: whether this one can meet it.
  fileprivate func isPossible(for route: Route) -> Bool {
    switch self {
    case .requestMalformed: route.media.body != nil
    case .idempotencyInProgress: route.method == .post && route.permission != .anyone
    case .storageFull, .outcomeUnknown: route.isWrite
    default: true
    }
  }
}

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

  /// - Parameter status: nil for all that are failures
  private init(
    _ status: Int?, _ name: String, _ title: Words, _ kinds: [ProblemKind] = [],
    headers: [String] = [],
    when condition: @escaping @Sendable (Route) -> Bool = { _ in true }
  ) {
    self.status = status.map { "\($0)" } ?? "5XX"
    self.name = name
    self.title = title
    self.kinds = kinds
    self.codes = status.map { Int64($0 * 100)...Int64($0 * 100 + 99) } ?? 50_000...59_999
    self.headers = headers
    self.condition = condition
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
      nil, "Unavailable",
      Words("A store or a program is away; Retry-After tells when", "存储或程序暂不可用，见 Retry-After"),
      [.internalError, .unavailable, .tooLong, .storageFull, .outcomeUnknown]),
  ]

  private static let hasCaller: @Sendable (Route) -> Bool = { $0.permission != .anyone }

  /// A login and a refresh take no token, and answer 401 when they know nobody.
  private static let isAsked: @Sendable (Route) -> Bool = {
    $0.permission != .anyone || $0.method == .post
  }
}

/// How often a call may be made and how much it takes, as delivered. Nginx keeps the rates
/// (`limit-zones.conf`), and a test keeps these the same.
package enum OpenAPILimits {
  /// Requests a second of one login.
  package static let ofLogin = 100
  /// Requests a second of one address: to log in, and to ask how everything is.
  package static let ofAddressToLogIn = 5
  package static let ofAddressForHealth = 10

  /// Writes the operation's `x-limits`.
  static func write(of route: Route, into writer: inout JSONWriter) {
    writer.object("x-limits") { writer in
      let isOpen = route.permission == .anyone
      writer.field("per", isOpen ? "address" : "login")
      writer.field(
        "requests_per_second",
        !isOpen ? ofLogin : route.isWrite ? ofAddressToLogIn : ofAddressForHealth)
      if route.media.body != nil { writer.field("body_bytes", route.media.bodyBytes) }
    }
  }
}
