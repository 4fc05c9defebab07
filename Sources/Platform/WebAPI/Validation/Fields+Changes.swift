import JSONCoding

/// What a PUT says of a member that may be empty.
package enum Change<Value: Sendable>: Sendable {
  /// It was left out, and stays.
  case kept
  /// It was null, or nothing but blanks.
  case cleared
  case set(Value)

  /// What there is after the change.
  package func applied(to old: Value?) -> Value? {
    switch self {
    case .kept: old
    case .cleared: nil
    case .set(let value): value
    }
  }
}

/// Members of a PUT (contract part 2, section A): what is absent stays, null clears what may be
/// empty and is refused for what may not.
extension Fields {
  /// A member that may be empty. `read` reads it as one that may be absent.
  package mutating func change<Value>(
    _ key: StaticString, _ read: (inout Fields, StaticString) -> Value?
  ) -> Change<Value> {
    if let value = read(&self, key) { return .set(value) }
    return isGiven(key) ? .cleared : .kept
  }

  /// A member that cannot be empty; nil when it is absent, and stays.
  package mutating func replacement<Value>(
    _ key: StaticString, _ read: (inout Fields, StaticString) -> Value?
  ) -> Value? {
    let value = read(&self, key)
    if value == nil, isGiven(key) { refuse(key, .required) }
    forbidNull()
    return value
  }

  /// Whether the member is there, be it null.
  private func isGiven(_ key: StaticString) -> Bool {
    if case .object(let node) = source { node.member(key) != nil } else { false }
  }

  /// Says of the member that was described last that null is no value of it.
  private func forbidNull() {
    guard case .description(let recorder) = source, let last = recorder.properties.popLast()
    else { return }
    var schema = last.schema
    if case .nullable(let inner) = schema { schema = inner }
    recorder.properties.append(SchemaProperty(last.name, schema, isRequired: false))
  }
}
