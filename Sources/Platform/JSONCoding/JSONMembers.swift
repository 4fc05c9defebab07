/// The members of an object, in the order of the text.
package struct JSONMembers: Sequence, Sendable {
  let object: JSONNode

  /// How many there are.
  package var count: Int { object.kind == .object ? object.count : 0 }
  /// The same, for `Sequence`.
  package var underestimatedCount: Int { count }

  /// Walks from the first to the last.
  package func makeIterator() -> Iterator {
    Iterator(nodes: JSONElements.Iterator(of: object, .object))
  }

  /// Walks over an object's members.
  package struct Iterator: IteratorProtocol {
    /// A key, its value, the next key …
    var nodes: JSONElements.Iterator

    /// The next member.
    package mutating func next() -> JSONMember? {
      guard let key = nodes.next(), let value = nodes.next() else { return nil }
      return JSONMember(key: key, value: value)
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
  package func makeIterator() -> Iterator { Iterator(of: array, .array) }

  /// Walks over an array's elements.
  package struct Iterator: IteratorProtocol {
    let tape: JSONTape
    var position: Int
    let end: Int

    /// Over nothing where the node is of another kind.
    init(of node: JSONNode, _ kind: JSONKind) {
      tape = node.tape
      position = node.index + 1
      end = node.kind == kind ? Int(node.cell.next) : 0
    }

    /// The next element.
    package mutating func next() -> JSONNode? {
      guard position < end else { return nil }
      let node = JSONNode(tape: tape, index: position)
      position = Int(tape.cells[position].next)
      return node
    }
  }
}
