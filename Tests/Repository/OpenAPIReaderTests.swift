import Testing
import WebAPI

/// Aim: whoever reads the description of the API finds each field's type and meaning and each
/// refusal's code and text, in both languages.
@Suite struct OpenAPIReaderTests {
  typealias Object = [String: Any]

  /// Members whose shape depends on what they tell of.
  static let open: Set = ["payload", "details"]

  @Test func everyFieldHasATypeAndAMeaning() throws {
    let document = try OpenAPITests.document()
    var faults: Set<String> = []
    var fields = 0
    OpenAPITests.visit(document) { key, value in
      guard key == "properties", let properties = value as? [String: Object] else { return }
      for (name, schema) in properties {
        fields += 1
        if !Self.open.contains(name), !Self.hasType(schema, document) {
          faults.insert("\(name): no type")
        }
        if !Self.isSaid(schema["x-title"]) { faults.insert("\(name): no meaning") }
      }
    }
    expectNone(faults.sorted())
    #expect(fields > 1_000)
  }

  @Test func everyCallAndParameterHasAMeaning() throws {
    var faults: [String] = []
    for (call, _, operation) in try OpenAPITests.operations() {
      if !Self.isSaid(operation["x-title"]) { faults.append(call) }
      if operation["x-permission"] != nil, !Self.isSaid(operation["x-permission-title"]) {
        faults.append("\(call): its permission")
      }
      for parameter in operation["parameters"] as? [Object] ?? [] {
        let name = parameter["name"] as? String ?? ""
        if parameter["in"] as? String != "header", !Self.isSaid(parameter["x-title"]) {
          faults.append("\(call): \(name)")
        }
      }
    }
    expectNone(faults)
  }

  @Test func everyRefusalHasCodeAndTexts() throws {
    let document = try OpenAPITests.document()
    let components = try #require(document["components"] as? Object)
    let texts = try #require(components["x-error-texts"] as? [String: Object])
    #expect(texts.count > 100)
    var faults = texts.filter { !Self.isSaid($1) || $1["code"] as? Int == nil }.map(\.key)
    for (name, response) in components["responses"] as? [String: Object] ?? [:]
    where !Self.isSaid(response["x-title"]) || (response["description"] as? String ?? "").isEmpty {
      faults.append(name)
    }
    for (call, _, operation) in try OpenAPITests.operations() {
      let errors = operation["x-errors"] as? [Object] ?? []
      if errors.count < 3 { faults.append("\(call): its errors") }
      for error in errors {
        let name = error["error"] as? String ?? ""
        if texts[name] == nil || texts[name]?["status"] as? Int != error["status"] as? Int {
          faults.append("\(call): \(name)")
        }
      }
    }
    expectNone(faults)
  }

  /// A generator of clients makes nothing of a value that can only be null.
  @Test func noAnswerIsNothingButNull() throws {
    var faults: [String] = []
    for (call, _, operation) in try OpenAPITests.operations() {
      OpenAPITests.visit(operation["responses"] ?? [:]) { key, value in
        if key == "data", (value as? Object)?["type"] as? String == "null" { faults.append(call) }
      }
    }
    expectNone(faults)
  }

  /// Nginx keeps the limits that are told.
  @Test func limitsAreThoseOfNginx() {
    let zones = Checkout.text("nginx/snippets/limit-rates.conf")
    for (zone, rate) in [
      ("user", OpenAPILimits.ofLogin), ("login", OpenAPILimits.ofAddressToLogIn),
      ("health", OpenAPILimits.ofAddressForHealth),
    ] {
      #expect(Pattern("zone=erp_\(zone):10m rate=\(rate)r/s;").isFound(in: zones), "\(zone)")
    }
  }

  private static func hasType(_ schema: Object, _ document: Object) -> Bool {
    if let target = schema["$ref"] as? String {
      let found = target.dropFirst(2).split(separator: "/")
        .reduce(document as Any?) { ($0 as? Object)?[String($1)] }
      return found is Object
    }
    if let choices = schema["anyOf"] as? [Object] {
      return choices.allSatisfy { hasType($0, document) }
    }
    if schema["type"] as? String == "array" {
      return (schema["items"] as? Object).map { hasType($0, document) } == true
    }
    return schema["type"] is String
  }

  private static func isSaid(_ words: Any?) -> Bool {
    guard let words = words as? Object, let english = words["en"] as? String,
      let chinese = words["zh"] as? String
    else { return false }
    let han = Pattern(#"\p{Han}|^(ID|SKU|SKU ID)$"#)
    return !english.isEmpty && !Pattern(#"\p{Han}"#).isFound(in: english)
      && han.isFound(in: chinese)
  }
}
