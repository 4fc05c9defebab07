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

/// What a document may cost. The number of its values is bounded by its bytes.
package struct JSONLimits: Hashable, Sendable {
  /// Containers inside one another; a scalar alone has depth 0.
  package var depth: Int
  /// Length of the text.
  package var bytes: Int

  /// Depth 64, and 64 MiB as the last resort behind the gateway's own limit for bodies.
  package static let standard = JSONLimits(depth: 64, bytes: 64 << 20)

  /// Limits as given; `bytes` is held below the 256 MiB that the tape can address.
  package init(depth: Int, bytes: Int) {
    self.depth = depth
    self.bytes = min(bytes, JSONCell.maximumCount)
  }
}

/// The kinds of JSON values.
package enum JSONKind: UInt8, Sendable, CustomStringConvertible {
  case null, bool, number, string, array, object

  /// The kind's name in JSON's terms, for messages to clients.
  package var description: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

/// Why a text is not a JSON document that we accept, and where.
package struct JSONFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was wrong.
  package let kind: Kind
  /// The byte in the text, from 0, at which it was noticed.
  package let offset: Int

  /// Stable English for the client.
  package var reason: String { kind.rawValue }

  /// The reason and the place.
  package var description: String { "\(reason) at byte \(offset)" }

  /// The faults, each with its stable English.
  package enum Kind: String, CaseIterable, Sendable {
    case tooLarge = "the document is too large"
    case tooDeep = "the document is nested too deeply"
    case unexpectedEnd = "the document ends too early"
    case unexpectedByte = "unexpected character"
    case trailingBytes = "something follows the document"
    case byteOrderMark = "a byte order mark is not allowed"
    case badLiteral = "neither true, false nor null"
    case badNumber = "not a number"
    case badEscape = "unknown escape in a string"
    case badSurrogate = "half of a surrogate pair in a string"
    case badUTF8 = "a string is not UTF-8"
    case controlCharacter = "a control character in a string is not escaped"
    case nulCharacter = "NUL is not allowed in a string"
    case duplicateKey = "the same key appears twice in an object"
  }
}
