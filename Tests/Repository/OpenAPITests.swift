import Foundation
import OpsService
import Settings
import Testing
import WebAPI

/// Aim: the OpenAPI document is one that tools can read, and says what the contract says.
@Suite struct OpenAPITests {
  typealias Object = [String: Any]

  static func document() throws -> Object {
    let environment = try CentreEnvironment(Configuration.load(program: "erp"))
    let bytes = try AllRoutes.document(environment).json()
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? Object)
  }

  /// Every operation with its method and path.
  static func operations() throws -> [(call: String, path: String, operation: Object)] {
    let paths = try #require(try document()["paths"] as? [String: Object])
    return try paths.flatMap { path, methods in
      try methods.map { method, operation in
        (
          ContractCalls.key(method.uppercased(), path), path,
          try #require(operation as? Object)
        )
      }
    }
  }

  @Test func theDocumentHasItsParts() throws {
    let document = try Self.document()
    #expect((document["openapi"] as? String)?.hasPrefix("3.1") == true)
    let info = try #require(document["info"] as? Object)
    #expect(info["title"] is String && info["version"] is String)
    let components = try #require(document["components"] as? Object)
    #expect(components["securitySchemes"] is Object)
  }

  @Test func everyPromisedCallIsDescribed() throws {
    let calls = Set(try Self.operations().map(\.call))
    expectNone(ContractCalls.all.filter { !calls.contains($0) })
  }

  @Test func everyReferenceLeadsSomewhere() throws {
    let document = try Self.document()
    var faults: [String] = []
    Self.visit(document) { key, value in
      guard key == "$ref", let target = value as? String else { return }
      let found = target.dropFirst(2).split(separator: "/")
        .reduce(document as Any?) { ($0 as? Object)?[String($1)] }
      if !target.hasPrefix("#/") || found == nil { faults.append(target) }
    }
    expectNone(faults)
  }

  @Test func pathParametersAreDescribed() throws {
    var faults: [String] = []
    for (call, path, operation) in try Self.operations() {
      let named = path.split(separator: "/").filter { $0.hasPrefix("{") }
        .map { String($0.dropFirst().dropLast()) }
      let parameters = operation["parameters"] as? [Object] ?? []
      let inPath = parameters.filter { $0["in"] as? String == "path" }
      if inPath.compactMap({ $0["name"] as? String }) != named { faults.append(call) }
      if inPath.contains(where: { $0["required"] as? Bool != true }) { faults.append(call) }
      let keys = parameters.map { "\($0["in"] ?? "") \($0["name"] ?? "")" }
      if Set(keys).count != keys.count { faults.append("\(call): a parameter twice") }
    }
    expectNone(faults)
  }

  /// Two templates that a request cannot tell apart are not allowed.
  @Test func templatesDiffer() throws {
    let paths = try #require(try Self.document()["paths"] as? Object).keys
    let shapes = Dictionary(grouping: paths) { ContractCalls.key("", $0) }
    expectNone(shapes.filter { $1.count > 1 }.map { "\($1.sorted())" })
  }

  @Test func answersAreDescribed() throws {
    var faults: [String] = []
    for (call, _, operation) in try Self.operations() {
      let responses = operation["responses"] as? Object ?? [:]
      let successes = responses.keys.filter { ["200", "201"].contains($0) }
      if successes.count != 1 { faults.append(call) }
      // Each status by itself: a `default` would make every answer right.
      let isOpen = (operation["security"] as? [Any])?.isEmpty == true
      let refusals = ["400", "429", "5XX"] + (isOpen ? [] : ["401", "403", "404"])
      for status in refusals where responses[status] == nil {
        faults.append("\(call): no \(status)")
      }
      if responses["default"] != nil { faults.append("\(call): default") }
      if operation["summary"] as? String == nil { faults.append("\(call): no summary") }
      let creates = call.hasPrefix("POST") && call.hasSuffix("/create")
      if creates, responses["201"] == nil { faults.append("\(call): creates, so 201") }
    }
    expectNone(faults)
  }

  /// Objects of requests are closed: an unknown field is refused.
  @Test func requestsAreClosed() throws {
    var faults: [String] = []
    for (call, _, operation) in try Self.operations() {
      Self.visit(operation["requestBody"] as? Object ?? [:]) { key, value in
        guard key == "schema" || key == "items", let schema = value as? Object,
          schema["type"] as? String == "object", schema["properties"] != nil
        else { return }
        if schema["additionalProperties"] as? Bool != false { faults.append(call) }
      }
    }
    expectNone(faults)
  }

  /// Every answer and every request says what it is made of; a shape that says nothing is only
  /// what an event or a refusal carries.
  @Test func nothingIsLeftOpen() throws {
    var faults: [String] = []
    for (call, _, operation) in try Self.operations() {
      for part in ["requestBody", "responses"] {
        Self.visit(operation[part] as? Object ?? [:]) { key, value in
          guard ["schema", "items"].contains(key), (value as? Object)?.isEmpty == true else {
            return
          }
          faults.append("\(call): \(key) of its \(part)")
        }
      }
    }
    expectNone(faults)
  }

  static func visit(_ value: Any, _ see: (String, Any) -> Void) {
    if let object = value as? Object {
      for (key, inner) in object {
        see(key, inner)
        visit(inner, see)
      }
    } else if let list = value as? [Any] {
      for inner in list { visit(inner, see) }
    }
  }
}
