package import FastCGIServer

/// One call of the API: the declaration that dispatch, permission, OpenAPI and the Nginx check
/// are all made from.
package struct Route: Sendable {
  /// The methods that the API knows. HEAD is answered like GET.
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  /// What a route reads and answers, for the OpenAPI document.
  package struct Media: Sendable {
    package var query: Schema?
    package var body: Schema?
    /// The first is the usual; what is said of the body holds for each.
    package var bodyTypes: [String] = ["application/json"]
    /// The largest body, in bytes.
    package var bodyBytes = RequestLimits.bodyBytes
    package var answer: Schema = .nothing
    package var answerType: String = "application/json"
    package var status: Int = 200

    package init(
      query: Schema? = nil, body: Schema? = nil, bodyTypes: [String] = ["application/json"],
      answer: Schema = .nothing, answerType: String = "application/json", status: Int = 200
    ) {
      self.query = query
      self.body = body
      self.bodyTypes = bodyTypes
      self.answer = answer
      self.answerType = answerType
      self.status = status
    }
  }

  package let method: Method
  /// Segments between slashes; `{name}` stands for any one of them.
  package let path: String
  package let permission: Permission
  /// What it does, in English and then in Chinese.
  package let summary: String
  package let media: Media
  /// What callers may hold besides, to be excused from a rule within the call.
  package private(set) var exemptions: [Permission] = []
  /// What it can be refused with beyond what holds for every call, for the OpenAPI document.
  package private(set) var refusals: [ProblemKind] = []
  /// Makes the answer. Throws `ProblemConvertible` and store errors.
  let perform: @Sendable (Call) throws -> GatewayResponse

  /// - Parameter perform: makes the answer, on a worker's thread; throws `ProblemConvertible` and
  ///   store errors
  package init(
    method: Method, path: String, permission: Permission, summary: String, media: Media,
    perform: @escaping @Sendable (Call) throws -> GatewayResponse
  ) {
    self.method = method
    self.path = path
    self.permission = permission
    self.summary = summary
    self.media = media
    self.perform = perform
  }

  /// The centre that serves it: the path's first segment.
  package var centre: String { String(path.split(separator: "/").first ?? "") }

  /// The name in the audit log and in metrics: the permission code, else the path.
  package var action: String { permission.code ?? "\(method.rawValue) \(path)" }

  /// The same call, whose handler asks the caller for one more permission by its code.
  package func heeding(_ exemption: Permission) -> Route {
    var route = self
    route.exemptions.append(exemption)
    return route
  }

  /// The same call, which can also be refused with these.
  package func refusing(_ refusals: ProblemKind...) -> Route {
    var route = self
    route.refusals = refusals
    return route
  }

  /// Writing calls leave a row in the audit log.
  package var isWrite: Bool { method != .get }
}
