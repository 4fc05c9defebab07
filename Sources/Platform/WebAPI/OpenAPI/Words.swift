import JSONCoding

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
