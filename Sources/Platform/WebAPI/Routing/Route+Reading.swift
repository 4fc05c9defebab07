package import FastCGIServer

/// Calls that change nothing.
extension Route {
  /// A GET whose path says all.
  package static func get<Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String,
    _ handler: @escaping @Sendable (Call) throws -> Data
  ) -> Route {
    Route(
      method: .get, path: path, permission: permission, summary: summary,
      media: Media(answer: Data.schema)
    ) { call in
      .json(Envelope.success(try handler(call), requestID: call.requestID))
    }
  }

  /// A GET with a query.
  package static func get<Query: RequestBody, Data: Answer>(
    _ path: String, _ permission: Permission, _ summary: String, query: Query.Type,
    _ handler: @escaping @Sendable (Call, Query) throws -> Data
  ) -> Route {
    Route(
      method: .get, path: path, permission: permission, summary: summary,
      media: Media(query: Query.schema, answer: Data.schema)
    ) { call in
      let data = try handler(call, try call.readQuery(as: Query.self))
      return .json(Envelope.success(data, requestID: call.requestID))
    }
  }

  /// A call that writes its own response, such as a CSV export or a metrics page.
  package static func raw(
    _ method: Method, _ path: String, _ permission: Permission, _ summary: String, media: Media,
    _ handler: @escaping @Sendable (Call) throws -> GatewayResponse
  ) -> Route {
    Route(
      method: method, path: path, permission: permission, summary: summary, media: media,
      perform: handler)
  }
}

extension Route.Media {
  /// A call that reads nothing and answers something other than JSON.
  package static func answering(_ type: String) -> Route.Media {
    Route.Media(answerType: type)
  }
}
