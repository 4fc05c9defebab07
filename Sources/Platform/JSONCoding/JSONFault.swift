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
