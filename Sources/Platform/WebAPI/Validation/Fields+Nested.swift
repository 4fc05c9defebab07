import JSONCoding
import Kernel

/// Objects and lists inside a request.
extension Fields {
  /// A required object.
  package mutating func object<Body: RequestBody>(_ key: StaticString, _ type: Body.Type) -> Body? {
    object(key, type, isRequired: true)
  }

  /// An object that may be absent.
  package mutating func optionalObject<Body: RequestBody>(
    _ key: StaticString, _ type: Body.Type
  ) -> Body? {
    object(key, type, isRequired: false)
  }

  private mutating func object<Body: RequestBody>(
    _ key: StaticString, _ type: Body.Type, isRequired: Bool
  ) -> Body? {
    guard let node = json(key, type.schema, isRequired: isRequired) else { return nil }
    return element(type, node, path: memberPath(key))
  }

  private func element<Body: RequestBody>(
    _ type: Body.Type, _ node: JSONNode, path: String
  ) -> Body? {
    guard node.kind == .object else {
      faults.add(path, .notAnObject)
      return nil
    }
    var inner = Fields(node, path: path, faults: faults)
    let body = Body(from: &inner)
    inner.finish()
    return body
  }

  /// A required list of objects.
  package mutating func list<Body: RequestBody>(
    _ key: StaticString, _ type: Body.Type, _ length: ClosedRange<Int>
  ) -> [Body] {
    optionalList(key, type, length, isRequired: true) ?? []
  }

  /// A list of objects that may be absent.
  package mutating func optionalList<Body: RequestBody>(
    _ key: StaticString, _ type: Body.Type, _ length: ClosedRange<Int>, isRequired: Bool = false
  ) -> [Body]? {
    let node = json(key, .list(type.schema, length), isRequired: isRequired)
    return elements(of: node, key, length) { element(type, $0, path: $1) }
  }

  /// A list of ids that may be absent.
  package mutating func optionalIDs(_ key: StaticString, _ length: ClosedRange<Int>) -> [Int64]? {
    let node = json(key, .list(.integer(1...Identifier.maximum), length), isRequired: false)
    return elements(of: node, key, length) { element, path in
      if let id = element.kind == .number ? element.integer() : nil,
        (1...Identifier.maximum).contains(id)
      {
        return id
      }
      faults.add(path, .notAnInteger)
      return nil
    }
  }

  func elements<Element>(
    of node: JSONNode?, _ key: StaticString, _ length: ClosedRange<Int>,
    _ read: (JSONNode, String) -> Element?
  ) -> [Element]? {
    guard let node else { return nil }
    guard node.kind == .array else { return fault(key, .notAList) }
    // The length is checked before the elements, so that a huge list costs nothing more.
    guard length.contains(node.count) else { return fault(key, .listLength(length)) }
    var list: [Element] = []
    list.reserveCapacity(node.count)
    for (index, element) in node.elements.enumerated() {
      if let value = read(element, "\(memberPath(key))[\(index)]") { list.append(value) }
    }
    return list
  }
}
