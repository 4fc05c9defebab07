@_spi(_Unicode) import Swift

/// The form in which a text is kept and compared (contract part 2, section A): NFC, and without
/// blanks at its ends, whether anybody sees them or not. Inside, a text stays as it was written.
///
/// Two texts in their form are equal byte for byte where Swift calls them equal, so that a
/// dictionary and the database agree.
package enum TextForm {
  /// The form of a text that people wrote.
  package static func text(_ written: String) -> String {
    isPlain(written) ? written : trimmed(composed(written))
  }

  /// The form of a code or number: full-width letters, digits and signs are ASCII besides, and the
  /// full-width blank is one.
  package static func code(_ written: String) -> String {
    isPlain(written) ? written : trimmed(composed(narrowed(written)))
  }

  /// The form in which search words are compared: that of a code, in Unicode's simple lower case.
  package static func folded(_ written: String) -> String {
    lowered(code(written))
  }

  /// Whether a code holds what nobody sees: a control character or an invisible blank.
  package static func hidesSomething(_ code: String) -> Bool {
    code.unicodeScalars.contains { $0.properties.generalCategory == .control || isUnseen($0) }
  }

  /// Printable ASCII from end to end, as most texts are: one pass over the bytes, no copy.
  private static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8.span
    guard bytes.count > 0, bytes[0] > 0x20, bytes[bytes.count - 1] > 0x20 else {
      return bytes.count == 0
    }
    for index in bytes.indices where bytes[index] >= 0x7F { return false }
    return true
  }

  private static func composed(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: mayCompose) else { return text }
    var form = String.UnicodeScalarView()
    for scalar in text._nfc { form.append(scalar) }
    return String(form)
  }

  /// False for the scalars that NFC never touches: up to the first combining mark, ideographs,
  /// full-width ASCII.
  private static func mayCompose(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x300, 0x4E00...0x9FFF, 0xFF01...0xFF5E: false
    default: true
    }
  }

  private static func narrowed(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 != narrow($0) }) else { return text }
    var form = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { form.append(narrow(scalar)) }
    return String(form)
  }

  /// U+FF01 … U+FF5E as ASCII, U+3000 as a blank; anything else as it is.
  package static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value &- 0xFEE0))
    case 0x3000: " "
    default: scalar
    }
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    if first == scalars.startIndex, scalars.index(after: last) == scalars.endIndex { return text }
    return String(scalars[first...last])
  }

  private static func lowered(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 || ($0 >= 0x41 && $0 <= 0x5A) }) else {
      return text
    }
    var form = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      // A mapping to several scalars is not a simple one.
      form.append(lower.count == 1 ? lower.first ?? scalar : scalar)
    }
    return String(form)
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || isUnseen(scalar)
  }

  /// The blanks that nobody sees.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x115F, 0x1160, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0x3164,
      0xFEFF, 0xFFA0:
      true
    default: false
    }
  }
}

/// A text that is compared byte by byte, as the database compares keys.
///
/// To `String` two spellings of one letter, composed and not, are equal; as keys of a dictionary
/// they would be one thing where the database holds two.
package struct ByteText: Hashable, Comparable, Sendable {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static func == (left: Self, right: Self) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}
