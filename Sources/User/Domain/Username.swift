/// The name that a user logs in with. Compared in any case, else byte for byte, so only characters
/// that have one form are allowed: no combining marks, no look-alike spaces.
package enum Username {
  /// How many characters it has.
  package static let length = 1...64

  /// Whether `name` has only ASCII letters, digits, `. _ @ + -` and Chinese characters.
  package static func isValid(_ name: String) -> Bool {
    length.contains(name.unicodeScalars.count) && name.unicodeScalars.allSatisfy(allows)
  }

  /// What two names have alike that differ in case alone.
  package static func key(_ name: String) -> String { name.lowercased() }

  private static func allows(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "@", "+", "-": true
    default: scalar.value >= 0x80 && scalar.properties.isIdeographic
    }
  }
}
