import JSONCoding
import Kernel

/// Objects and lists inside a request.
extension Fields {
  /// A required object.
  package mutating func object<Body: RequestBody>(_ key: StaticString, _ type: Body.Type) -> Body? {
    optionalObject(key, type, isRequired: true)
  }

  /// An object that may be absent.
  package mutating func optionalObject<Body: RequestBody>(
    _ key: StaticString, _ type: Body.Type, isRequired: Bool = false
  ) -> Body? {
    guard let node = json(key, type.schema, isRequired: isRequired) else { return nil }
    return element(type, node, path: memberPath(key))
  }

  private func element<Body: RequestBody>(
    _ type: Body.Type, _ node: JSONNode, path: String
  ) -> Body? {
    guard node.kind == .object else { return fault(at: path, .notAnObject) }
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
      let id = element.kind == .number ? element.integer() : nil
      guard let id, (1...Identifier.maximum).contains(id) else {
        return fault(at: path, .notAnInteger)
      }
      return id
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

/// One element of a list whose elements are judged each by itself.
package struct JudgedElement<Body: RequestBody>: Sendable {
  /// As far as it could be read; with placeholders where it is faulty.
  package let body: Body
  /// Nil for an element that is as it should be.
  package let faults: ElementFaults?
  /// As it was sent.
  package let raw: [UInt8]
}

/// What is wrong with one element of a list whose others are good.
package struct ElementFaults: Sendable {
  let faults: [(path: String, reason: FaultReason)]

  /// The `details` of a 400 about the element alone; paths begin within it.
  package func details(in language: Language) -> [[UInt8]] {
    Problem.invalid(faults, in: language).details
  }
}

/// Lists that are not refused for one of their elements.
extension Fields {
  /// A required list of objects, each judged by itself: the request is refused only for an element
  /// that is no object, or whose `essential` members are faulty.
  package mutating func judgedList<Body: RequestBody>(
    _ key: StaticString, _ type: Body.Type, _ length: ClosedRange<Int>, essential: Set<String>
  ) -> [JudgedElement<Body>] {
    let node = json(key, .list(type.schema, length), isRequired: true)
    return elements(of: node, key, length) { judged(type, $0, path: $1, essential) } ?? []
  }

  private func judged<Body: RequestBody>(
    _ type: Body.Type, _ node: JSONNode, path: String, _ essential: Set<String>
  ) -> JudgedElement<Body>? {
    guard node.kind == .object else { return fault(at: path, .notAnObject) }
    let own = FaultList()
    var inner = Fields(node, path: "", faults: own)
    let body = Body(from: &inner)
    inner.finish()
    for code in own.respelled { faults.note(code.sent, as: code.form) }
    for fault in own.faults where essential.contains(fault.path) {
      faults.add("\(path).\(fault.path)", fault.reason)
    }
    return JudgedElement(
      body: body, faults: own.isEmpty ? nil : ElementFaults(faults: own.faults),
      raw: Array(node.raw))
  }
}
