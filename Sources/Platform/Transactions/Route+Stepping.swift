import MariaDBClient
package import WebAPI

/// Calls whose work is too long for one transaction.
extension Route {
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
    let media = Media(body: Body.schema, answer: Data.schema)
    return Route(
      method: .post, path: path, permission: permission, summary: summary, media: media
    ) { call in
      let body = try call.readBody(as: Body.self)
      let done = try outcome(call, body, steps)
      return try Transaction(call, successStatus: 200).run {
        try answer(call, body, try done.get())
      }
    }
  }

  /// What the steps came to. Refusals are answers, and are kept like them; a store that is away is
  /// not.
  private static func outcome<Body, Done>(
    _ call: Call, _ body: Body, _ steps: (Call, Body) throws -> Done
  ) throws -> Result<Done, Problem> {
    if try IdempotencyClaim.isAnswered(call) {
      // Never looked at, unless the key was forgotten this very moment.
      return .failure(Problem(.unavailable, retryAfter: 1))
    }
    do {
      return .success(try steps(call, body))
    } catch let error as any ProblemConvertible where error.problem.kind.status < 500 {
      return .failure(error.problem)
    }
  }
}
