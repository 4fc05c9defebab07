/// A JSON text, checked in full and indexed once.
///
/// Stricter than RFC 8259 where the RFC leaves a choice: UTF-8 without a byte order mark, no
/// duplicate keys (compared after unescaping), no NUL and no half surrogate pair in a string,
/// limited depth. Numbers are not converted: they are read exactly, when asked for.
package struct JSONDocument: Sendable {
  /// The document's one value, of any kind.
  package let root: JSONNode

  /// Checks and indexes a whole text. The time is linear in its length.
  package init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFault) {
    guard bytes.count <= limits.bytes else {
      throw JSONFault(kind: .tooLarge, offset: limits.bytes)
    }
    var parser = JSONParser(limits: limits, length: bytes.count)
    try parser.parse(bytes.span)
    root = JSONNode(tape: JSONTape(bytes: bytes, cells: parser.cells), index: 0)
  }

  /// Checks and indexes a text that is already a `String`.
  package init(parsing text: String, limits: JSONLimits = .standard) throws(JSONFault) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }
}
