/// A password: it can be used, but never printed, encoded or logged by accident.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let text: String

  /// Takes over the secret text.
  package init(_ text: String) {
    self.text = text
  }

  /// The secret itself, for the one call that needs it.
  package func reveal() -> String { text }

  /// True when there is nothing to hide.
  package var isEmpty: Bool { text.isEmpty }

  package var description: String { "***" }
  package var debugDescription: String { "***" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
