extension JSONNode {
  /// The value of an object's member; nil when there is none, or when this is no object.
  package func member(_ key: StaticString) -> JSONNode? {
    // A literal is constant for ever, so its bytes may be compared in place.
    key.withUTF8Buffer { letters in unsafe member(named: letters.span) }
  }

  /// The value of an object's member; nil when there is none, or when this is no object.
  @_disfavoredOverload
  package func member(_ key: String) -> JSONNode? {
    member(named: key.utf8.span)
  }

  /// The members of an object, in order; empty for anything else.
  package var members: JSONMembers { JSONMembers(object: self) }

  /// The elements of an array, in order; empty for anything else.
  package var elements: JSONElements { JSONElements(array: self) }

  private func member(named key: Span<UInt8>) -> JSONNode? {
    let object = cell
    guard object.kind == .object else { return nil }
    let cells = tape.cells
    let text = tape.bytes
    let bytes = text.span
    var position = index + 1
    while position < Int(object.next) {
      let name = cells[position]
      if Self.isKey(name, key, bytes) { return JSONNode(tape: tape, index: position + 1) }
      position = Int(cells[position + 1].next)
    }
    return nil
  }

  static func isKey(_ name: JSONCell, _ key: Span<UInt8>, _ bytes: Span<UInt8>) -> Bool {
    if name.hasEscapes {
      let plain = JSONText.unescape(bytes, name.range)
      return JSONText.areEqual(plain.span, 0..<plain.count, key, 0..<key.count)
    }
    return JSONText.areEqual(bytes, name.range, key, 0..<key.count)
  }
}
