/// What a request carries, in its body or its query: one declaration reads, checks and documents.
///
/// The initialiser asks `fields` for each of its members. Asked with a request it reads them and
/// collects every fault; asked with none it records their schema. So it must ask for the same
/// members whatever the values are, and must not trap on the placeholders of a faulty request.
package protocol RequestBody: Sendable {
  init(from fields: inout Fields)
}

extension RequestBody {
  /// The schema, found by running the initialiser without a request.
  package static var schema: Schema {
    let recorder = SchemaRecorder()
    var fields = Fields(describingTo: recorder)
    _ = Self(from: &fields)
    return .object(recorder.properties)
  }
}

/// A request that carries nothing.
package struct NoBody: RequestBody {
  package init(from fields: inout Fields) {}
  package init() {}
}

/// Collects the members that an initialiser asks for.
final class SchemaRecorder {
  var properties: [SchemaProperty] = []
}

/// The bounds of a request's contents, all in one place; each has a test.
package enum RequestLimits {
  /// Bytes of a JSON body.
  package static let bodyBytes = 1_048_576
  /// Lines of one business document.
  package static let documentLines = 1...1000
  /// Visible characters of an `Idempotency-Key`.
  package static let idempotencyKey = 1...64
  /// Seconds that a request tries to learn what became of a commit whose answer was lost.
  package static let outcomeSearchSeconds = 5
}
