import FastCGIServer
import MariaDBClient
package import WebAPI

/// Calls that change something: each is one transaction, with its audit row and, where the client
/// sent a key, its idempotency.
extension Route {
  /// A POST whose handler runs inside one transaction, and again after a deadlock: it must have no
  /// effect outside of the database but through `call.afterCommit`.
  package static func post<Body: RequestBody, Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String, body: Body.Type,
    creates: Bool = false, _ handler: @escaping @Sendable (Call, Body) throws -> Data
  ) -> Route {
    writing(
      .post, path, permission, summary, body, status: creates ? 201 : 200, prepare: { _, _ in }
    ) { call, body, _ in try handler(call, body) }
  }

  /// A POST that must do something slow or lasting before its transaction, such as hashing a
  /// password.
  package static func postPrepared<Body: RequestBody, Prepared, Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String, body: Body.Type,
    creates: Bool = false,
    prepare: @escaping @Sendable (Call, Body) throws -> Prepared,
    _ handler: @escaping @Sendable (Call, Body, Prepared) throws -> Data
  ) -> Route {
    writing(
      .post, path, permission, summary, body, status: creates ? 201 : 200, prepare: prepare, handler
    )
  }

  /// A POST that first works in steps, each a transaction of its own, and then answers in a last
  /// one. The steps must be such that repeating them does no harm: when the process dies half-way,
  /// what they had committed stays, and the client repeats the call.
  ///
  /// The audit row is written, and the client's idempotency key claimed, when the steps are done: a
  /// later repeat takes none and gets the first answer. A twin that runs meanwhile takes them once
  /// more.
  package static func postInSteps<Body: RequestBody, Done, Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String, body: Body.Type,
    steps: @escaping @Sendable (Call, Body) throws -> Done,
    _ answer: @escaping @Sendable (Call, Body, Done) throws -> Data
  ) -> Route {
    writing(
      .post, path, permission, summary, body, status: 200,
      prepare: { call, body in try outcome(call) { try steps(call, body) } }
    ) { call, body, done in try answer(call, body, try done.get()) }
  }

  /// A PUT, likewise in one transaction.
  package static func put<Body: RequestBody, Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String, body: Body.Type,
    _ handler: @escaping @Sendable (Call, Body) throws -> Data
  ) -> Route {
    writing(.put, path, permission, summary, body, status: 200, prepare: { _, _ in }) {
      call, body, _ in try handler(call, body)
    }
  }

  /// A DELETE, likewise in one transaction.
  package static func delete<Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String,
    _ handler: @escaping @Sendable (Call) throws -> Data
  ) -> Route {
    Route(
      method: .delete, path: path, permission: permission, summary: summary,
      media: Media(answer: Data.schema)
    ) { call in
      try Transaction(call: call, successStatus: 200).run { try handler(call) }
    }
  }

  /// A POST that only asks, such as for a price. It must change nothing, so that without a key it
  /// is answered like a GET: no transaction, no audit row. With a key its answer is kept as for
  /// every other POST.
  package static func asking<Body: RequestBody, Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String, body: Body.Type,
    _ handler: @escaping @Sendable (Call, Body) throws -> Data
  ) -> Route {
    Route(
      method: .post, path: path, permission: permission, summary: summary,
      media: Media(body: Body.schema, answer: Data.schema)
    ) { call in
      let body = try call.readBody(as: Body.self)
      if call.request.parameter("HTTP_IDEMPOTENCY_KEY")?.isEmpty == false {
        return try Transaction(call: call, successStatus: 200).run { try handler(call, body) }
      }
      return .json(Envelope.success(try handler(call, body), requestID: call.requestID))
    }
  }

  /// A POST of a file too large to hold, of one of `mediaTypes`, the first of which is the usual.
  /// The handler reads it piece by piece and runs transactions of its own. Repeating it must do no
  /// harm: when the process dies half-way, what it had committed stays.
  ///
  /// The audit row is written, and the client's idempotency key claimed, when the work is done: a
  /// later repeat gets the first answer. A twin that runs meanwhile does the work once more.
  package static func upload<Query: RequestBody, Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String, mediaTypes: [String],
    maximumBytes: Int, seconds: Int, query: Query.Type,
    _ handler: @escaping @Sendable (Call, Query, Upload) throws -> Data
  ) -> Route {
    var media = Media(query: Query.schema, body: .anyText, answer: Data.schema)
    media.bodyTypes = mediaTypes
    media.bodyBytes = maximumBytes
    return Route(
      method: .post, path: path, permission: permission, summary: summary, media: media
    ) { call in
      guard mediaTypes.contains(where: call.hasMediaType) else {
        throw Problem.mediaType(expected: mediaTypes.joined(separator: ", "))
      }
      let query = try call.readQuery(as: Query.self)
      guard let length = call.request.contentLength else { throw Problem(.requestMalformed) }
      guard length <= maximumBytes else { throw Problem(.bodyTooLarge) }
      call.request.extendDeadline(seconds: seconds)
      let upload = Upload(call.request)
      let result = try outcome(call) { try handler(call, query, upload) }
      try upload.finish()
      call.body = upload.digest
      return try Transaction(call: call, successStatus: 200).run { try result.get() }
    }
  }

  private static func writing<Body: RequestBody, Prepared, Data: Answer>(
    _ method: Method, _ path: String, _ permission: Permission, _ summary: String,
    _ body: Body.Type, status: Int, prepare: @escaping @Sendable (Call, Body) throws -> Prepared,
    _ handler: @escaping @Sendable (Call, Body, Prepared) throws -> Data
  ) -> Route {
    Route(
      method: method, path: path, permission: permission, summary: summary,
      media: Media(body: Body.schema, answer: Data.schema, status: status)
    ) { call in
      let body = try call.readBody(as: Body.self)
      let prepared = try prepare(call, body)
      return try Transaction(call: call, successStatus: status).run {
        try handler(call, body, prepared)
      }
    }
  }

  /// What work that runs its own transactions came to. Refusals are answers, and are kept like
  /// them; a store that is away is not.
  private static func outcome<Done>(
    _ call: Call, _ work: () throws -> Done
  ) throws -> Result<Done, Problem> {
    if try IdempotencyClaim.isAnswered(call) {
      // Never looked at, unless the key was forgotten this very moment.
      return .failure(Problem(.unavailable, retryAfter: 1))
    }
    do {
      return .success(try work())
    } catch let error as any ProblemConvertible where error.problem.kind.status < 500 {
      return .failure(error.problem)
    }
  }
}
