import JSONCoding

/// What a call can answer: its success, and every refusal that its declaration allows.
///
/// A status that is not listed here is a contradiction between the document and the program, which
/// `make security-test` looks for.
struct OpenAPIResponses {
  let route: Route
  let place: FieldMeanings.Place

  /// Writes the members of the operation's `responses`.
  func write(into writer: inout JSONWriter) {
    writer.key("\(route.media.status)")
    writer.object(writeSuccess)
    for refusal in OpenAPIRefusal.all where refusal.isPossible(for: route) {
      writer.key(refusal.status)
      writer.object { $0.field("$ref", "#/components/responses/\(refusal.name)") }
    }
  }

  private func writeSuccess(into writer: inout JSONWriter) {
    writer.field("description", "Success")
    writer.object("headers") { writer in
      Self.writeHeader("X-Request-Id", .text(minimum: 1, maximum: 64), true, into: &writer)
      if route.method == .post, route.permission != .anyone {
        Self.writeHeader("Idempotency-Replayed", .choice(["true"]), false, into: &writer)
        Self.writeHeader("Idempotency-First-At", .instant, false, into: &writer)
      }
    }
    writer.object("content") { writer in
      OpenAPIDocument.writeMedia(route.media.answerType, into: &writer) { writer in
        if route.media.answerType == "application/json" {
          Self.envelope(route.media.answer).write(into: &writer, at: place)
        } else {
          writer.object { $0.field("type", "string") }
        }
      }
    }
  }

  /// Writes the refusals that all calls share, below `components`.
  static func writeComponents(at place: FieldMeanings.Place, into writer: inout JSONWriter) {
    writer.object("responses") { writer in
      for refusal in OpenAPIRefusal.all {
        writer.key(refusal.name)
        writer.object { write(refusal, at: place, into: &$0) }
      }
    }
  }

  private static func write(
    _ refusal: OpenAPIRefusal, at place: FieldMeanings.Place, into writer: inout JSONWriter
  ) {
    writer.field("description", refusal.title.english)
    refusal.title.write(into: &writer)
    writer.object("headers") { writer in
      writeHeader("X-Request-Id", .text(minimum: 1, maximum: 64), true, into: &writer)
      for header in refusal.headers {
        let schema: Schema =
          header == "Retry-After" ? .integer(0...86_400) : .text(minimum: 1, maximum: 64)
        writeHeader(header, schema, true, into: &writer)
      }
    }
    writer.object("content") { writer in
      OpenAPIDocument.writeMedia("application/json", into: &writer) {
        problem(refusal.codes).write(into: &$0, at: place)
      }
    }
  }

  private static func writeHeader(
    _ name: String, _ schema: Schema, _ isRequired: Bool, into writer: inout JSONWriter
  ) {
    writer.key(name)
    writer.object { writer in
      writer.field("required", isRequired)
      writer.key("schema")
      schema.write(into: &writer, at: FieldMeanings.Place(.none, path: name))
    }
  }

  private static func envelope(_ data: Schema) -> Schema {
    .object([
      SchemaProperty("code", .integer(0...0)),
      SchemaProperty("message", .choice(["ok"])),
      SchemaProperty("data", data),
      SchemaProperty("request_id", .text(minimum: 1, maximum: 64)),
    ])
  }

  private static func problem(_ codes: ClosedRange<Int64>) -> Schema {
    .object([
      SchemaProperty("code", .integer(codes)),
      SchemaProperty(
        "error", .text(minimum: 1, maximum: 64, pattern: "^[a-z_]+(\\.[a-z_]+)*$")),
      SchemaProperty("message", .text(minimum: 1, maximum: 200)),
      SchemaProperty("details", .list(.map(.anything), nil)),
      SchemaProperty("request_id", .text(minimum: 1, maximum: 64)),
    ])
  }
}
