/// A document's meaning as text: the same for the same meaning, so that posting it again is known
/// (contract part 2, section A, "Natural keys"). No text of a request holds control characters:
/// they part the fields.
package enum DocumentContents {
  /// The whole: its kind and header, then its lines.
  package static func text(_ parts: [String]) -> String { parts.joined(separator: "\u{1E}") }

  /// One line of it.
  package static func line(_ fields: [String]) -> String { fields.joined(separator: "\u{1F}") }
}
