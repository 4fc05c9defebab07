import JSONCoding
import Kernel

/// Reads the members of one object of a request, or the parameters of a query, and notes every
/// fault with its path.
///
/// A faulty member yields a placeholder so that reading goes on to the next; whoever made the
/// `Fields` throws the collected faults afterwards. Not thread-safe: one per request.
package struct Fields {
  enum Source {
    case object(JSONNode)
    case query(QueryString)
    case description(SchemaRecorder)
  }

  /// One member's value, before it is understood.
  enum Value {
    case absent
    case json(JSONNode)
    case query(String)
  }

  let source: Source
  let path: String
  let faults: FaultList
  private var asked: [StaticString] = []

  /// Reads a JSON object; `path` is empty for the root, else ends without a dot.
  init(_ node: JSONNode, path: String, faults: FaultList) {
    self.source = .object(node)
    self.path = path
    self.faults = faults
  }

  /// Reads the parameters of a query.
  init(_ query: QueryString, faults: FaultList) {
    self.source = .query(query)
    self.path = ""
    self.faults = faults
  }

  init(describingTo recorder: SchemaRecorder) {
    self.source = .description(recorder)
    self.path = ""
    self.faults = FaultList()
  }

  /// True while the schema is recorded and there is no request.
  package var isDescribing: Bool {
    if case .description = source { true } else { false }
  }

  /// The member's value; null counts as absent, as does an empty query parameter.
  mutating func value(
    _ key: StaticString, _ schema: @autoclosure () -> Schema, isRequired: Bool
  ) -> Value {
    var found = Value.absent
    switch source {
    case .description(let recorder):
      let shape = isRequired ? schema() : .nullable(schema())
      recorder.properties.append(SchemaProperty("\(key)", shape, isRequired: isRequired))
      return .absent
    case .object(let node):
      if let member = node.member(key), member.kind != .null { found = .json(member) }
    case .query(let query):
      if let text = query.first(key), !text.isEmpty { found = .query(text) }
    }
    asked.append(key)
    if isRequired, case .absent = found { faults.add(memberPath(key), .required) }
    return found
  }

  /// The member's value as JSON; a query cannot hold one.
  mutating func json(
    _ key: StaticString, _ schema: @autoclosure () -> Schema, isRequired: Bool
  ) -> JSONNode? {
    if case .json(let node) = value(key, schema(), isRequired: isRequired) { node } else { nil }
  }

  func memberPath(_ key: StaticString) -> String {
    path.isEmpty ? "\(key)" : "\(path).\(key)"
  }

  /// Notes a fault that only the request's own rules can see. A member that is faulty already keeps
  /// its first fault: its placeholder breaks rules that what was sent may not.
  package func refuse(_ key: StaticString, _ reason: FaultReason) {
    refuse(at: "\(key)", reason)
  }

  /// Notes a fault of something within, such as `tiers[1].threshold`.
  package func refuse(at place: String, _ reason: FaultReason) {
    let path = path.isEmpty ? place : "\(path).\(place)"
    if !isDescribing, !faults.contains(path) { faults.add(path, reason) }
  }

  /// Names each member that nothing asked for.
  func finish() {
    switch source {
    case .description: return
    case .object(let node):
      for member in node.members where !asked.contains(where: member.isNamed) {
        let name = member.name
        faults.add(path.isEmpty ? name : "\(path).\(name)", .unknownField)
      }
    case .query(let query):
      var seen: Set<String> = []
      for name in query.names {
        if !asked.contains(where: { "\($0)" == name }) { faults.add(name, .unknownField) }
        // Which of two values counts is not for us to guess.
        if !seen.insert(name).inserted { faults.add(name, .givenTwice) }
      }
    }
  }
}
