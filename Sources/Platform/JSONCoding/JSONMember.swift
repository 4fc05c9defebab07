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
