import JSONCoding
import Kernel

/// Writes the OpenAPI 3.1 document of a set of routes, from nothing but their declarations and what
/// their fields mean.
package struct OpenAPIDocument {
  private let routes: [Route]
  private let meanings: FieldMeanings

  package init(_ routes: [Route], meanings: FieldMeanings) {
    self.routes = routes
    self.meanings = meanings
  }

  /// The document as JSON, paths in alphabetical order.
  package func json() -> [UInt8] {
    var writer = JSONWriter(reserving: 131_072)
    writer.beginObject()
    writer.field("openapi", "3.1.0")
    writer.object("info") {
      $0.field("title", "ERP")
      $0.field("version", ProductVersion.text)
      $0.field("description", "Retail and manufacturing back end 零售与制造后端")
    }
    writer.key("security")
    writer.beginArray()
    writer.object {
      $0.field("bearer", [String]())
    }
    writer.endArray()
    writer.key("paths")
    writePaths(into: &writer)
    writer.object("components", writeComponents)
    writer.endObject()
    return writer.bytes
  }

  private func writePaths(into writer: inout JSONWriter) {
    writer.object { writer in
      for path in Set(routes.map(\.path)).sorted() {
        writer.key(path)
        writer.object { writer in
          for route in routes where route.path == path {
            writer.key(route.method.rawValue.lowercased())
            writer.object { write(route, into: &$0) }
          }
        }
      }
    }
  }

  private func write(_ route: Route, into writer: inout JSONWriter) {
    let place = FieldMeanings.Place(meanings, path: route.path)
    let summary = Words(dividing: route.summary)
    writer.field("summary", summary.english)
    summary.write(into: &writer)
    writer.field("tags", [route.centre])
    if case .code(let code, let description) = route.permission {
      writer.field("x-permission", code)
      Words(dividing: description).write(as: "x-permission-title", into: &writer)
    }
    let exemptions = route.exemptions.compactMap(\.code)
    if !exemptions.isEmpty {
      writer.field("x-exemptions", exemptions)
    }
    if route.permission == .anyone {
      writer.field("security", [String]())
    }
    writeParameters(of: route, at: place, into: &writer)
    if let body = route.media.body {
      writer.object("requestBody") { writer in
        // A call that takes nothing may be made without a body.
        let takesNothing = if case .object(let members) = body { members.isEmpty } else { false }
        writer.field("required", !takesNothing)
        writer.object("content") { writer in
          for type in route.media.bodyTypes {
            Self.writeMedia(type, into: &writer) { body.write(into: &$0, at: place) }
          }
        }
      }
    }
    writer.object("responses") { OpenAPIResponses(route: route, place: place).write(into: &$0) }
    OpenAPILimits.write(of: route, into: &writer)
    OpenAPIErrors.write(of: route, into: &writer)
  }

  private func writeParameters(
    of route: Route, at place: FieldMeanings.Place, into writer: inout JSONWriter
  ) {
    writer.key("parameters")
    writer.beginArray()
    for segment in route.path.split(separator: "/") where segment.hasPrefix("{") {
      let name = String(segment.dropFirst().dropLast())
      let schema: Schema =
        name.hasSuffix("id") ? .integer(1...Identifier.maximum) : .requestText(1...64, .code)
      Self.writeParameter(name, in: "path", schema, isRequired: true, at: place, into: &writer)
    }
    if case .object(let properties) = route.media.query {
      for property in properties {
        Self.writeParameter(
          property.name, in: "query", property.schema.inQuery, isRequired: property.isRequired,
          at: place, into: &writer)
      }
    }
    if route.method == .post, route.permission != .anyone {
      // An empty one counts as none.
      let key = Schema.requestText(0...64, .code)
      Self.writeParameter(
        "Idempotency-Key", in: "header", key, isRequired: false, at: place, into: &writer)
    }
    writer.endArray()
  }

  private static func writeParameter(
    _ name: String, in part: String, _ schema: Schema, isRequired: Bool,
    at place: FieldMeanings.Place, into writer: inout JSONWriter
  ) {
    writer.object {
      $0.field("name", name)
      $0.field("in", part)
      $0.field("required", isRequired)
      $0.key("schema")
      schema.write(into: &$0, at: place.within(name))
      place.meaning(of: name)?.write(into: &$0)
    }
  }

  static func writeMedia(
    _ type: String, into writer: inout JSONWriter, _ schema: (inout JSONWriter) -> Void
  ) {
    writer.key(type)
    writer.object { writer in
      writer.key("schema")
      schema(&writer)
    }
  }

  private func writeComponents(into writer: inout JSONWriter) {
    writer.object("securitySchemes") { writer in
      writer.object("bearer") {
        $0.field("type", "http")
        $0.field("scheme", "bearer")
        $0.field("bearerFormat", "JWT")
      }
    }
    writer.object("schemas") { writer in
      for (name, schema) in named.sorted(by: { $0.key < $1.key }) {
        writer.key(name)
        schema.write(into: &writer, at: FieldMeanings.Place(meanings, path: name))
      }
    }
    OpenAPIResponses.writeComponents(at: FieldMeanings.Place(meanings, path: ""), into: &writer)
    OpenAPIErrors.writeTexts(of: routes, into: &writer)
  }

  /// The shapes that contain themselves, of all requests and answers.
  private var named: [String: Schema] {
    var found: [String: Schema] = [:]
    for route in routes {
      for schema in [route.media.query, route.media.body, route.media.answer] {
        schema?.collectNamed(into: &found)
      }
    }
    return found
  }
}

extension JSONWriter {
  /// A member that is an object.
  mutating func object(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }
}
