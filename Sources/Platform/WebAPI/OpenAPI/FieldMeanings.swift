import JSONCoding

/// What the fields of requests and answers mean, each said once, by its name.
///
/// Where a name means something else in one place, an entry of that place says so: `place.name`,
/// with the member that holds it, the path, the path's first two words, or the centre as the place,
/// looked for in that order.
package struct FieldMeanings: Sendable {
  private let words: [String: Words]

  /// - Parameter entries: name, English, Chinese; of two with one name the later counts
  package init(_ entries: [(String, String, String)]) {
    words = Dictionary(entries.map { ($0.0, Words($0.1, $0.2)) }, uniquingKeysWith: { $1 })
  }

  /// Without any: for documents that nobody reads.
  static let none = FieldMeanings([])

  func callAsFunction(_ name: String, at place: Place) -> Words? {
    for outer in place.names {
      if let found = words["\(outer).\(name)"] { return found }
    }
    return words[name]
  }

  /// Where in the document a field stands.
  struct Place {
    let meanings: FieldMeanings
    fileprivate var names: [String]

    /// At the top of a request or an answer of `path`.
    init(_ meanings: FieldMeanings, path: String) {
      self.meanings = meanings
      let parts = path.split(separator: "/")
      names = ["", parts.joined(separator: "/"), parts.prefix(2).joined(separator: "/")]
      names.append(String(parts.first ?? ""))
    }

    /// Within the member `name` of this place.
    func within(_ name: String) -> Place {
      var inner = self
      inner.names[0] = name
      return inner
    }

    func meaning(of name: String) -> Words? { meanings(name, at: self) }
  }
}

/// One text in both languages.
struct Words: Hashable, Sendable {
  let english: String
  let chinese: String

  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// Of a text that has both, English first: `Log in 登录`. The first Chinese character divides them;
  /// without one the text is the same in both.
  init(dividing text: String) {
    let first = text.unicodeScalars.firstIndex { (0x4E00...0x9FFF).contains($0.value) }
    guard let first else {
      self.init(text, text)
      return
    }
    var english = text[..<first]
    while english.last == " " { english.removeLast() }
    self.init(String(english), String(text[first...]))
  }

  /// Writes the member `name`: `{"en": …, "zh": …}`.
  func write(as name: String = "x-title", into writer: inout JSONWriter) {
    writer.key(name)
    writer.object {
      $0.field("en", english)
      $0.field("zh", chinese)
    }
  }
}
