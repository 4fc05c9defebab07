/// The members of an object, in the order of the text.
package struct JSONMembers: Sequence, Sendable {
  let object: JSONNode

  /// How many there are.
  package var count: Int { object.kind == .object ? object.count : 0 }
  /// The same, for `Sequence`.
  package var underestimatedCount: Int { count }

  /// Walks from the first to the last.
  package func makeIterator() -> Iterator {
    Iterator(
      tape: object.tape, position: object.index + 1,
      end: object.kind == .object ? Int(object.cell.next) : 0)
  }

  /// Walks over an object's members.
  package struct Iterator: IteratorProtocol {
    let tape: JSONTape
    var position: Int
    let end: Int

    /// The next member.
    package mutating func next() -> JSONMember? {
      guard position < end else { return nil }
      let member = JSONMember(
        key: JSONNode(tape: tape, index: position),
        value: JSONNode(tape: tape, index: position + 1))
      position = Int(tape.cells[position + 1].next)
      return member
    }
  }
}

/// A key and its value.
package struct JSONMember: Sendable {
  let key: JSONNode
  /// The value.
  package let value: JSONNode

  /// The key, without its escapes.
  package var name: String { JSONNode.text(of: key.cell, on: key.tape) }
  /// The key's first byte in the text, its quote.
  package var offset: Int { key.offset }

  /// Whether this is the key, compared byte by byte and without making a `String`.
  package func isNamed(_ name: StaticString) -> Bool {
    let text = key.tape.bytes
    return name.withUTF8Buffer { letters in
      unsafe JSONNode.isKey(key.cell, letters.span, text.span)
    }
  }

  /// Whether this is the key, compared byte by byte.
  @_disfavoredOverload
  package func isNamed(_ name: String) -> Bool {
    let text = key.tape.bytes
    return JSONNode.isKey(key.cell, name.utf8.span, text.span)
  }
}

/// The elements of an array, in the order of the text.
package struct JSONElements: Sequence, Sendable {
  let array: JSONNode

  /// How many there are.
  package var count: Int { array.kind == .array ? array.count : 0 }
  /// The same, for `Sequence`.
  package var underestimatedCount: Int { count }

  /// Walks from the first to the last.
  package func makeIterator() -> Iterator {
    Iterator(
      tape: array.tape, position: array.index + 1,
      end: array.kind == .array ? Int(array.cell.next) : 0)
  }

  /// Walks over an array's elements.
  package struct Iterator: IteratorProtocol {
    let tape: JSONTape
    var position: Int
    let end: Int

    /// The next element.
    package mutating func next() -> JSONNode? {
      guard position < end else { return nil }
      let node = JSONNode(tape: tape, index: position)
      position = Int(tape.cells[position].next)
      return node
    }
  }
}
