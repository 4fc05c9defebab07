import FastCGIServer
import MariaDBClient
package import WebAPI

/// Calls that take a file too large to hold.
extension Route {
  /// A POST of a file of one of `mediaTypes`, the first of which is the usual. The handler reads it
  /// piece by piece and runs transactions of its own. Repeating it must do no harm: when the
  /// process dies half-way, what it had committed stays.
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
      let result = try outcome(call, upload) { try handler($0, query, $1) }
      try upload.finish()
      call.body = upload.digest
      return try Transaction(call, successStatus: 200).run { try result.get() }
    }
  }

  /// What the handler made of the file. Refusals are answers, and are kept like them; a store that
  /// is away is not.
  private static func outcome<Data: Answer>(
    _ call: Call, _ upload: Upload, _ handler: (Call, Upload) throws -> Data
  ) throws -> Result<Data, Problem> {
    if try IdempotencyClaim.isAnswered(call) {
      // Never looked at, unless the key was forgotten this very moment.
      return .failure(Problem(.unavailable, retryAfter: 1))
    }
    do {
      return .success(try handler(call, upload))
    } catch let error as any ProblemConvertible where error.problem.kind.status < 500 {
      return .failure(error.problem)
    }
  }
}
