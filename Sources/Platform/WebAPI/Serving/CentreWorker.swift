import FastCGIServer
import MariaDBClient
import RedisClient
import Telemetry
import Threads

/// Answers the requests of one worker thread: finds the route, checks who calls, runs the handler,
/// and turns whatever it throws into the contract's JSON.
struct CentreWorker: GatewayWorker {
  let table: RouteTable
  let metrics: RouteMetrics
  let stores: WorkerStores
  let statusPage: StatusPage
  let volume: VolumeGuard

  func handle(_ request: GatewayRequest) -> GatewayResponse {
    let path = request.parameter("DOCUMENT_URI") ?? "/"
    if path.hasPrefix("/-/") { return statusPage.answer(path, stores) }
    let start = MonotonicClock.now()
    let method = request.parameter("REQUEST_METHOD") ?? ""
    let requestID = request.parameter("ERP_REQUEST_ID") ?? ""
    switch table.match(method, path) {
    case .none: return refuse(Problem(.routeNotFound), request, requestID)
    case .otherMethods(let methods):
      var response = refuse(Problem(.methodNotAllowed), request, requestID)
      // A HEAD is answered like a GET, and an OPTIONS by Nginx.
      let allowed =
        (methods.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] } + ["OPTIONS"])
        .joined(separator: ", ")
      response.headers.append(("Allow", allowed))
      return response
    case .found(let index, let parameters):
      let route = table.routes[index]
      stores.database.requestID = requestID
      let response = answer(
        route, table.guards[index], request, requestID: requestID, path: path, parameters,
        since: start)
      assert(
        OpenAPIErrors.tell(response, of: route),
        "\(route.action): .refusing(…) lacks \(String(decoding: response.body, as: UTF8.self))")
      metrics.observe(index, status: response.status, since: start)
      return response
    }
  }

  /// Longer than that and a request is told at the level that is always logged.
  private static let slowMilliseconds: Int64 = 1_000

  /// One line a request at `info`; a slow one is a warning.
  private func log(_ call: Call, status: Int, since start: Int64) {
    let milliseconds = MonotonicClock.now().subtracting(capped: start).quotient(by: 1_000_000)
    var fields: [(StaticString, LogValue)] {
      [
        ("action", .string(call.action)), ("path", .string(call.path)),
        ("status", LogValue(status)), ("ms", .integer(milliseconds)),
        ("user_id", .integer(call.caller.userID)), ("attempts", LogValue(call.attempts)),
      ]
    }
    if milliseconds >= Self.slowMilliseconds {
      Log.warning("slow request", requestID: call.requestID, fields)
    } else {
      Log.info("request", requestID: call.requestID, fields)
    }
  }

  /// MariaDB has room for so many connections, all programs together.
  func rest() { stores.close() }

  private func answer(
    _ route: Route, _ guards: Set<FieldGuard>, _ request: GatewayRequest, requestID: String,
    path: String, _ parameters: [String], since start: Int64
  ) -> GatewayResponse {
    let language = Language(acceptLanguage: request.parameter("HTTP_ACCEPT_LANGUAGE"))
    guard let caller = Caller(request) ?? (route.permission == .anyone ? .nobody : nil) else {
      return refuse(Problem(.tokenMissing), request, requestID)
    }
    if let code = route.permission.code, !caller.permissions.contains(code) {
      return refuse(.forbidden(code), request, requestID)
    }
    // Logging in goes on, so that somebody can look.
    if route.isWrite, route.permission != .anyone, volume.room(on: stores.database) == .none {
      return refuse(Problem(.storageFull, retryAfter: 2), request, requestID)
    }
    let call = Call(
      request: request, requestID: requestID, caller: caller, language: language,
      action: route.action, path: path, pathParameters: parameters, stores: stores)
    do {
      var response = try route.perform(call)
      if !guards.isEmpty, response.status < 300,
        let mask = AnswerMask(route.media.answer, guards, for: caller.permissions)
      {
        response.body = try mask.apply(to: response.body)
      }
      log(call, status: response.status, since: start)
      return response
    } catch {
      stores.database.rollback()
      let problem = problem(for: error, call)
      log(call, status: problem.kind.status, since: start)
      return refuse(problem, request, requestID)
    }
  }

  /// The one place where errors become problems.
  private func problem(for error: any Error, _ call: Call) -> Problem {
    var fields: [(StaticString, LogValue)] {
      [("action", .string(call.action)), ("error", .string("\(error)"))]
    }
    switch error {
    case let error as any ProblemConvertible:
      return error.problem
    case let error as DatabaseError where error.mayPass:
      Log.warning("database not available", requestID: call.requestID, fields)
      // Work in several transactions may lose the answer to a commit of its own.
      return error.kind == .commitUnknown
        ? Problem(.outcomeUnknown, retryAfter: 2) : Problem(.unavailable, retryAfter: 1)
    case is RedisError:
      Log.warning("redis not available", requestID: call.requestID, fields)
      return Problem(.unavailable, retryAfter: 1)
    default:
      Log.error("unexpected error", requestID: call.requestID, fields)
      return Problem(.internalError)
    }
  }

  private func refuse(
    _ problem: Problem, _ request: GatewayRequest, _ requestID: String
  ) -> GatewayResponse {
    let language = Language(acceptLanguage: request.parameter("HTTP_ACCEPT_LANGUAGE"))
    return .refusal(problem, Envelope.failure(problem, in: language, requestID: requestID))
  }
}
