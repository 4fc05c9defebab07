/// Pairs in one cell of a table: `color=red;size=XL`. A backslash takes away the meaning of the
/// `;`, `=` or backslash behind it.
package enum PairText {
  /// Nil when a pair has no `=` or a backslash stands at the end.
  package static func parse(_ text: String) -> [(key: String, value: String)]? {
    var pairs: [(key: String, value: String)] = []
    var key: String?
    var part = String.UnicodeScalarView()
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch scalar {
      case "\\":
        guard let next = scalars.next() else { return nil }
        part.append(next)
      case "=" where key == nil:
        key = String(part)
        part = String.UnicodeScalarView()
      case ";":
        guard let name = key else { return nil }
        pairs.append((name, String(part)))
        key = nil
        part = String.UnicodeScalarView()
      default: part.append(scalar)
      }
    }
    if let key {
      pairs.append((key, String(part)))
    } else if !part.isEmpty {
      return nil
    }
    return pairs
  }

  package static func write(_ pairs: [(key: String, value: String)]) -> String {
    pairs.map { "\(escape($0.key))=\(escape($0.value))" }.joined(separator: ";")
  }

  private static func escape(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\\" || scalar == ";" || scalar == "=" { escaped.append("\\") }
      escaped.append(scalar)
    }
    return String(escaped)
  }
}
