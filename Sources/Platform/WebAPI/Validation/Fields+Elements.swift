import JSONCoding

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
    guard node.kind == .object else {
      faults.add(path, .notAnObject)
      return nil
    }
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
