import FastCGIServer
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
      .post, path, permission, summary, body: body, status: creates ? 201 : 200, handler)
  }

  /// A POST that only asks, such as for a price. It must change nothing, so that without a key it
  /// is answered like a GET: no transaction, no audit row. With a key its answer is kept as for
  /// every other POST.
  package static func asking<Body: RequestBody, Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String, body: Body.Type,
    _ handler: @escaping @Sendable (Call, Body) throws -> Data
  ) -> Route {
    let media = Media(body: Body.schema, answer: Data.schema)
    return Route(
      method: .post, path: path, permission: permission, summary: summary, media: media
    ) { call in
      let body = try call.readBody(as: Body.self)
      if call.request.parameter("HTTP_IDEMPOTENCY_KEY")?.isEmpty == false {
        return try Transaction(call, successStatus: 200).run { try handler(call, body) }
      }
      return GatewayResponse.json(
        Envelope.success(try handler(call, body), requestID: call.requestID))
    }
  }

  /// A PUT, likewise in one transaction.
  package static func put<Body: RequestBody, Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String, body: Body.Type,
    _ handler: @escaping @Sendable (Call, Body) throws -> Data
  ) -> Route {
    writing(.put, path, permission, summary, body: body, status: 200, handler)
  }

  /// A DELETE, likewise in one transaction.
  package static func delete<Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String,
    _ handler: @escaping @Sendable (Call) throws -> Data
  ) -> Route {
    let media = Media(answer: Data.schema)
    return Route(
      method: .delete, path: path, permission: permission, summary: summary, media: media
    ) { call in
      try Transaction(call, successStatus: 200).run { try handler(call) }
    }
  }

  /// A POST that runs its own transactions through the `Transaction` it is given, for calls that
  /// must do something slow or lasting first, such as hashing a password.
  package static func postPrepared<Body: RequestBody, Prepared, Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String, body: Body.Type,
    creates: Bool = false,
    prepare: @escaping @Sendable (Call, Body) throws -> Prepared,
    _ handler: @escaping @Sendable (Call, Body, Prepared) throws -> Data
  ) -> Route {
    let media = Media(body: Body.schema, answer: Data.schema, status: creates ? 201 : 200)
    return Route(
      method: .post, path: path, permission: permission, summary: summary, media: media
    ) { call in
      let body = try call.readBody(as: Body.self)
      let prepared = try prepare(call, body)
      return try Transaction(call, successStatus: media.status).run {
        try handler(call, body, prepared)
      }
    }
  }

  private static func writing<Body: RequestBody, Data: Answer>(
    _ method: Method, _ path: String, _ permission: Permission, _ summary: String,
    body: Body.Type, status: Int, _ handler: @escaping @Sendable (Call, Body) throws -> Data
  ) -> Route {
    let media = Media(body: Body.schema, answer: Data.schema, status: status)
    return Route(
      method: method, path: path, permission: permission, summary: summary, media: media
    ) { call in
      let body = try call.readBody(as: Body.self)
      return try Transaction(call, successStatus: status).run { try handler(call, body) }
    }
  }
}
