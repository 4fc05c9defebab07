/// One way in which calls are refused, as the document tells it.
struct OpenAPIRefusal: Sendable {
  /// The status, or a range of them such as `5XX`.
  let status: String
  /// The name below `components`.
  let name: String
  let description: String
  /// What `code` can be.
  let codes: ClosedRange<Int64>
  /// Headers that it always carries, besides those of every answer.
  let headers: [String]
  private let condition: @Sendable (Route) -> Bool

  private init(
    _ status: Int, _ name: String, _ description: String, headers: [String] = [],
    when condition: @escaping @Sendable (Route) -> Bool = { _ in true }
  ) {
    self.status = "\(status)"
    self.name = name
    self.description = description
    self.codes = Int64(status * 100)...Int64(status * 100 + 99)
    self.headers = headers
    self.condition = condition
  }

  private init(failures name: String, _ description: String) {
    self.status = "5XX"
    self.name = name
    self.description = description
    self.codes = 50_000...59_999
    self.headers = []
    self.condition = { _ in true }
  }

  /// Whether the call can be refused so.
  func isPossible(for route: Route) -> Bool { condition(route) }

  /// Every refusal, by status.
  static let all = [
    OpenAPIRefusal(
      400, "Invalid", "Something in the request is not valid; details name each fault"),
    OpenAPIRefusal(
      401, "Unauthorized", "No token, or one that is not accepted", headers: ["WWW-Authenticate"],
      when: isAsked),
    OpenAPIRefusal(403, "Forbidden", "The caller is not allowed to do this", when: hasCaller),
    OpenAPIRefusal(
      404, "NotFound", "There is no such thing, or it belongs to another organisation",
      when: hasCaller),
    OpenAPIRefusal(409, "Conflict", "A business rule says no", when: \.isWrite),
    OpenAPIRefusal(
      412, "Stale", "Somebody changed it since the version that was named",
      when: { $0.method == .put }),
    OpenAPIRefusal(413, "TooLarge", "The body is too large", when: { $0.media.body != nil }),
    OpenAPIRefusal(414, "AddressTooLong", "The address is too long"),
    OpenAPIRefusal(
      415, "UnsupportedMediaType", "The body is of a type that is not taken here",
      when: { $0.media.body != nil }),
    OpenAPIRefusal(
      422, "KeyReused", "The Idempotency-Key was used with another request",
      when: { $0.method == .post && $0.permission != .anyone }),
    OpenAPIRefusal(
      429, "RateLimited", "Too many requests, or too many wrong passwords",
      headers: ["Retry-After"]),
    OpenAPIRefusal(failures: "Unavailable", "A store or a program is away; Retry-After tells when"),
  ]

  private static let hasCaller: @Sendable (Route) -> Bool = { $0.permission != .anyone }

  /// A login and a refresh take no token, and answer 401 when they know nobody.
  private static let isAsked: @Sendable (Route) -> Bool = {
    $0.permission != .anyone || $0.method == .post
  }
}
